namespace Peregrine;

/// <summary>Whole numbers as HPACK writes them (RFC 7541, section 5.1). Pure.</summary>
internal static class HpackInteger
{
    private const int MostShift = 28;

    /// <summary>Reads a number that begins in the low bits of the first octet; false where the octets end before it does, or it is too large.</summary>
    internal static bool TryRead(ref ReadOnlySpan<byte> octets, int bits, out int number)
    {
        var most = (1 << bits) - 1;
        number = octets[0] & most;
        octets = octets[1..];
        if (number < most)
        {
            return true;
        }

        var sum = (long)number;
        for (var shift = 0; shift <= MostShift && !octets.IsEmpty; shift += 7)
        {
            var octet = octets[0];
            octets = octets[1..];
            sum += (long)(octet & 127) << shift;
            if (octet < 128)
            {
                number = (int)Math.Min(sum, int.MaxValue);
                return sum <= int.MaxValue;
            }
        }

        return false;
    }

    /// <summary>Writes a number after the high bits of its first octet.</summary>
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
