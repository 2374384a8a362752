namespace Peregrine;

/// <summary>Whole numbers as HPACK writes them (RFC 7541, section 5.1). Pure.</summary>
internal static class HpackInteger
{
    private const int MostShift = 28;

    /// <summary>
    /// Reads a number that begins in the low bits of the first byte; false where the bytes end before it does, or it is
    /// too large.
    /// </summary>
    internal static bool TryRead(ref ReadOnlySpan<byte> bytes, int bits, out int number)
    {
        var most = (1 << bits) - 1;
        number = bytes[0] & most;
        bytes = bytes[1..];
        if (number < most)
        {
            return true;
        }

        var sum = (long)number;
        for (var shift = 0; shift <= MostShift && !bytes.IsEmpty; shift += 7)
        {
            var next = bytes[0];
            bytes = bytes[1..];
            sum += (long)(next & 127) << shift;
            if (next < 128)
            {
                number = (int)Math.Min(sum, int.MaxValue);
                return sum <= int.MaxValue;
            }
        }

        return false;
    }

    /// <summary>Writes a number after the high bits of its first byte.</summary>
    internal static void Write(FrameBuffer into, int first, int bits, int number)
    {
        var most = (1 << bits) - 1;
        if (number < most)
        {
            into.Reserve(1)[0] = (byte)(first | number);
            return;
        }

        into.Reserve(1)[0] = (byte)(first | most);
        for (number -= most; number >= 128; number >>= 7)
        {
            into.Reserve(1)[0] = (byte)(number | 128);
        }

        into.Reserve(1)[0] = (byte)number;
    }
}
