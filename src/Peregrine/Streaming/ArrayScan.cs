namespace Peregrine;

/// <summary>
/// Finds the items of a JSON array in bytes as they come in; each byte is looked at once, wherever it is cut. What an
/// item holds is judged by its reader. Pure.
/// </summary>
internal sealed class ArrayScan
{
    private Place _place = Place.Before;
    private int _depth;       // How many brackets are open in the item.
    private bool _inString;
    private bool _isEscaped;

    private enum Place
    {
        Before,
        FirstItem,
        Item,
        InValue,    // A number or a literal.
        InBrackets, // An object, an array, or a string: it ends itself.
        After,
        Over,
        Broken,
    }

    /// <summary>Whether the array has ended.</summary>
    internal bool IsOver => _place == Place.Over;

    /// <summary>Whether it can't be an array, whatever follows.</summary>
    internal bool IsBroken => _place == Place.Broken;

    /// <summary>Whether the last byte that was passed belongs to an item.</summary>
    internal bool IsInItem => _place is Place.InValue or Place.InBrackets;

    /// <summary>
    /// Passes over bytes until an item has begun with the last of them, an item has ended, or no more are here; gives
    /// how many they were, and how many of them lie behind the item that has ended.
    /// </summary>
    internal int Pass(ReadOnlySpan<byte> bytes, out int behind)
    {
        behind = 0;
        var wasInItem = IsInItem;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (_place == Place.InBrackets)
            {
                at += SkipDull(bytes[at..]);
                if (at == bytes.Length)
                {
                    break;
                }
            }

            var isOfItem = Step(bytes[at]);
            if (IsBroken || IsInItem != wasInItem)
            {
                behind = isOfItem ? 0 : 1;
                return at + 1;
            }
        }

        return bytes.Length;
    }

    // How many bytes change nothing while brackets or quotes are open.
    private int SkipDull(ReadOnlySpan<byte> bytes)
    {
        if (_isEscaped)
        {
            return 0;
        }

        var dull = _inString ? bytes.IndexOfAny((byte)'"', (byte)'\\') : bytes.IndexOfAny("\"{}[]"u8);
        return dull < 0 ? bytes.Length : dull;
    }

    // Whether the byte belongs to an item.
    private bool Step(byte one)
    {
        switch (_place)
        {
            case Place.InBrackets:
                StepInBrackets(one);
                return true;
            case Place.InValue when one is not ((byte)',' or (byte)']'
                or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'):
                return true;
            default:
                return StepBetween(one);
        }
    }

    private void StepInBrackets(byte one)
    {
        if (_isEscaped)
        {
            _isEscaped = false;
        }
        else if (one == '\\' && _inString)
        {
            _isEscaped = true;
        }
        else if (one == '"')
        {
            _inString = !_inString;
        }
        else if (!_inString)
        {
            _depth += one is (byte)'{' or (byte)'[' ? 1 : one is (byte)'}' or (byte)']' ? -1 : 0;
        }

        _place = _depth == 0 && !_inString ? Place.After : Place.InBrackets;
    }

    private bool StepBetween(byte one)
    {
        if (one is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _place = _place == Place.InValue ? Place.After : _place;
            return false;
        }

        _place = (_place, one) switch
        {
            (Place.Before, (byte)'[') => Place.FirstItem,
            (Place.FirstItem or Place.After or Place.InValue, (byte)']') => Place.Over,
            (Place.After or Place.InValue, (byte)',') => Place.Item,
            (Place.FirstItem or Place.Item, (byte)'{' or (byte)'[' or (byte)'"') => Place.InBrackets,
            (Place.FirstItem or Place.Item, not ((byte)',' or (byte)']' or (byte)'}' or (byte)':')) => Place.InValue,
            _ => Place.Broken,
        };
        (_depth, _inString) = (_place == Place.InBrackets && one != '"' ? 1 : 0, one == '"');
        return IsInItem;
    }
}
