namespace Peregrine;

/// <summary>A segment of a path, or the value of a parameter: a text in which one part may be captured.</summary>
internal sealed class MockPart
{
    private readonly string _before;
    private readonly string? _name;
    private readonly string _after = "";

    private MockPart(string before) => _before = before;

    private MockPart(string before, string name, string after) => (_before, _name, _after) = (before, name, after);

    /// <summary>Reads a part as it was written: braces first, then the escapes of what is around them.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public static MockPart Parse(string text, Func<string, string> decode, HashSet<string> names)
    {
        var open = text.IndexOf('{', StringComparison.Ordinal);
        var close = text.IndexOf('}', StringComparison.Ordinal);
        if (open < 0 && close < 0)
        {
            return new MockPart(decode(text));
        }

        return open >= 0 && close > open && text.AsSpan(close + 1).IndexOfAny('{', '}') < 0
            ? new MockPart(decode(text[..open]), Name(text[(open + 1)..close], names), decode(text[(close + 1)..]))
            : throw new FormatException("a part of a path or query holds one {name} at most, with both its braces.");
    }

    /// <exception cref="FormatException">It is not a name, or there already.</exception>
    public static string Name(string name, HashSet<string> names)
    {
        if (name.Length == 0 || !name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-'))
        {
            throw new FormatException(
                $"'{name}' is not the name of a capture: letters, digits, '_' and '-', and {{**name}} only as the last "
                + "segment.");
        }

        return names.Add(name) ? name : throw new FormatException($"{{{name}}} stands in it twice.");
    }

    /// <summary>Whether a decoded text fits; what it captures is kept.</summary>
    public bool Fits(string text, Dictionary<string, string> captures, bool mayBeEmpty)
    {
        if (_name is null)
        {
            return text == _before;
        }

        var least = _before.Length + _after.Length + (mayBeEmpty ? 0 : 1);
        if (text.Length < least || !text.StartsWith(_before, StringComparison.Ordinal)
            || !text.EndsWith(_after, StringComparison.Ordinal))
        {
            return false;
        }

        captures[_name] = text[_before.Length..^_after.Length];
        return true;
    }
}
