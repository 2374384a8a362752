using System.Globalization;

namespace Peregrine;

/// <summary>
/// IPv4 addresses in every form that some parser takes for one (URL standard of WHATWG, section 3.5), written one way.
/// </summary>
internal static class UrlIPv4
{
    private const ulong TooLarge = 1UL << 32;

    /// <summary>
    /// Whether the last label is a number: then the host is an IPv4 address to every parser, or to none.
    /// </summary>
    internal static bool EndsInNumber(ReadOnlySpan<char> host)
    {
        host = WithoutDot(host);
        var last = host[(host.LastIndexOf('.') + 1)..];
        return !last.IsEmpty && char.IsAsciiDigit(last[0]) && (AreDigits(last) || NumberOf(last) is not null);
    }

    /// <summary>The address as four decimal numbers; null when it is none.</summary>
    internal static string? Written(ReadOnlySpan<char> host)
    {
        host = WithoutDot(host);
        var dots = host.Count('.');
        if (dots > 3)
        {
            return null;
        }

        // Each number before a dot is a byte; the last one fills those that are left.
        var (address, left) = (0UL, dots);
        for (var start = 0; start <= host.Length;)
        {
            var end = host[start..].IndexOf('.');
            var label = end < 0 ? host[start..] : host.Slice(start, end);
            start += label.Length + 1;
            var bits = left-- > 0 ? 8 : 8 * (4 - dots);
            if (NumberOf(label) is not { } number || number >> bits != 0)
            {
                return null;
            }

            address = (address << bits) | number;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{address >> 24}.{(byte)(address >> 16)}.{(byte)(address >> 8)}.{(byte)address}");
    }

    private static bool AreDigits(ReadOnlySpan<char> label)
    {
        foreach (var c in label)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutDot(ReadOnlySpan<char> host) => host.EndsWith('.') ? host[..^1] : host;

    // Decimal, octal after 0, hexadecimal after 0x; nothing after 0x is zero. Null when it is no number.
    private static ulong? NumberOf(ReadOnlySpan<char> label)
    {
        var (start, radix) = label switch
        {
            ['0', 'x' or 'X', ..] => (2, 16UL),
            ['0', _, ..] => (1, 8UL),
            _ => (0, 10UL),
        };
        var number = 0UL;
        foreach (var digit in label[start..])
        {
            var value = ValueOf(digit);
            if (value >= radix)
            {
                return null;
            }

            number = Math.Min((number * radix) + value, TooLarge);
        }

        return label.IsEmpty ? null : number;
    }

    private static ulong ValueOf(char digit) =>
        char.IsAsciiDigit(digit) ? (ulong)(digit - '0')
            : char.IsAsciiHexDigit(digit) ? (ulong)((digit | 0x20) - 'a' + 10)
            : ulong.MaxValue;
}
