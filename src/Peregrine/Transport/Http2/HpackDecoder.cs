using System.Text;

namespace Peregrine;

/// <summary>
/// Reads the fields of a head or of trailers (RFC 7541, section 6). Pure: it has one table, that of its connection.
/// </summary>
internal sealed class HpackDecoder
{
    private readonly HpackDynamicTable _table = new();
    private byte[] _name = new byte[64];
    private byte[] _value = new byte[256];
    private bool _hasField; // Of the block that is being read, as the next.
    private int _sizes;

    /// <summary>What the table takes.</summary>
    internal int TableSize => _table.Size;

    /// <summary>How much of the beginning of a block is whole fields.</summary>
    internal static int LengthOfWhole(ReadOnlySpan<byte> block)
    {
        var left = block;
        while (TrySkip(ref left))
        {
        }

        return block.Length - left.Length;
    }

    /// <summary>
    /// Reads whole fields of a block. Those that have no place in a response are the head's to refuse: the table has to
    /// be kept in any case.
    /// </summary>
    /// <exception cref="Http2ConnectionException">The block can't be read, and so none that follows.</exception>
    internal void Read(ReadOnlySpan<byte> block, IHpackFields into)
    {
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
            {
                into.Add(At(Number(ref block, 7)));
            }
            else if ((first & 0x40) != 0)
            {
                var field = Literal(ref block, 6, into.Expected);
                _table.Add(field);
                into.Add(field);
            }
            else if ((first & 0x20) != 0)
            {
                ReadSize(ref block);
                continue;
            }
            else
            {
                into.Add(Literal(ref block, 4, into.Expected));
            }

            _hasField = true;
        }
    }

    /// <summary>The block is over.</summary>
    internal void End() => (_hasField, _sizes) = (false, 0);

    // Passes over one field that is whole, and leaves the bytes where they are when it is not.
    private static bool TrySkip(ref ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty)
        {
            return false;
        }

        var left = block;
        var first = block[0];
        var bits = (first & 0x80) != 0 ? 7 : (first & 0x40) != 0 ? 6 : (first & 0x20) != 0 ? 5 : 4;
        if (!HpackInteger.TryRead(ref left, bits, out var index))
        {
            return false;
        }

        var isLiteral = bits is 6 or 4;
        var isField = !isLiteral || ((index > 0 || TrySkipText(ref left)) && TrySkipText(ref left));
        block = isField ? left : block;
        return isField;
    }

    private static bool TrySkipText(ref ReadOnlySpan<byte> block)
    {
        if (block.IsEmpty || !HpackInteger.TryRead(ref block, 7, out var length) || length > block.Length)
        {
            return false;
        }

        block = block[length..];
        return true;
    }

    private static int Number(ref ReadOnlySpan<byte> block, int bits) =>
        !block.IsEmpty && HpackInteger.TryRead(ref block, bits, out var number)
            ? number
            : throw Bad("a number is cut off, or too large");

    private static ReadOnlySpan<byte> Text(ref ReadOnlySpan<byte> block, ref byte[] scratch)
    {
        var isCoded = !block.IsEmpty && (block[0] & 0x80) != 0;
        var length = Number(ref block, 7);
        var bytes = length <= block.Length ? block[..length] : throw Bad("a text is cut off");
        block = block[length..];
        if (!isCoded)
        {
            return bytes;
        }

        if (scratch.Length < HpackHuffman.MostLength(length))
        {
            scratch = new byte[HpackHuffman.MostLength(length)];
        }

        var count = HpackHuffman.Decode(bytes, scratch);
        return count >= 0 ? scratch.AsSpan(0, count) : throw Bad("a text is not in its code");
    }

    private static bool Says(ReadOnlySpan<byte> bytes, string text) =>
        bytes.Length == text.Length && Ascii.Equals(bytes, text);

    private static Http2ConnectionException Bad(string why) =>
        new(Http2ErrorCode.CompressionError, $"the fields of the response can't be read: {why}");

    private void ReadSize(ref ReadOnlySpan<byte> block)
    {
        // Once to the smallest that it was, once to what it is (RFC 7541, section 4.2): a block of more would never end
        // and never grow.
        if (_hasField || ++_sizes > 2)
        {
            throw Bad(
                _hasField ? "the table changes its size in the middle" : "the table changes its size again and again");
        }

        var size = Number(ref block, 5);
        _table.Resize(size <= HpackDynamicTable.MaxSize ? size : throw Bad("the table is larger than it may be"));
    }

    private HpackField At(int index) =>
        index is > 0 and <= HpackStaticTable.Count ? HpackStaticTable.At(index)
        : index > HpackStaticTable.Count
            && index - HpackStaticTable.Count <= _table.Count ? _table[index - HpackStaticTable.Count - 1]
        : throw Bad("a field is not in the table");

    // One that says what is expected is what was read before, and nothing is allocated for it.
    private HpackField Literal(ref ReadOnlySpan<byte> block, int bits, Header expected)
    {
        var index = Number(ref block, bits);
        if (index > 0)
        {
            var known = At(index);
            var itsValue = Text(ref block, ref _value);
            return ReferenceEquals(known.Field.Name, expected.Name) && Says(itsValue, expected.Value)
                ? new HpackField(expected, known.Field.Name.Length + itsValue.Length + HpackField.Overhead, null)
                : known.With(itsValue);
        }

        var name = Text(ref block, ref _name);
        var value = Text(ref block, ref _value);
        return expected.Name is not null && Says(name, expected.Name) && Says(value, expected.Value)
            ? new HpackField(expected, name.Length + value.Length + HpackField.Overhead, null)
            : HpackField.FromBytes(name, value);
    }
}
