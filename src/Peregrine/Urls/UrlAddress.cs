using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>IP addresses as hosts, in every form that some parser takes for one (URL standard of WHATWG, section 3.5), written one way.</summary>
internal static class UrlAddress
{
    /// <summary>Whether the last label is a number: then the host is an IPv4 address to every parser, or to none.</summary>
    internal static bool IsV4(string host)
    {
        var labels = (host.EndsWith('.') ? host[..^1] : host).Split('.');
        return labels[^1].Length > 0 && (labels[^1].All(char.IsAsciiDigit) || NumberOf(labels[^1]) is not null);
    }

    /// <summary>The address with four decimal numbers, or null when it is none.</summary>
    internal static string? V4Of(string host)
    {
        var labels = (host.EndsWith('.') ? host[..^1] : host).Split('.');
        if (labels.Length > 4)
        {
            return null;
        }

        ulong address = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var isLast = i == labels.Length - 1;
            if (NumberOf(labels[i]) is not { } number || number >= (isLast ? 1UL << (8 * (5 - labels.Length)) : 256))
            {
                return null;
            }

            address |= isLast ? number : number << (8 * (3 - i));
        }

        return string.Join('.', Enumerable.Range(0, 4).Select(i => ((address >> (8 * (3 - i))) & 0xFF).ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>An IPv6 address as RFC 5952 writes it, but never with a dotted end; null when it is none, or has a zone.</summary>
    internal static string? V6Of(string text)
    {
        if (text.ContainsAny(['%', '/', ' ']) || !IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        var octets = parsed.GetAddressBytes();
        var groups = Enumerable.Range(0, 8).Select(i => (octets[2 * i] << 8) | octets[(2 * i) + 1]).ToArray();
        var (start, length) = LongestZeros(groups);
        var written = new StringBuilder();
        for (var i = 0; i < 8; i++)
        {
            if (i == start)
            {
                written.Append(i == 0 ? "::" : ":");
                i += length - 1;
                continue;
            }

            written.Append(CultureInfo.InvariantCulture, $"{groups[i]:x}").Append(i < 7 ? ":" : "");
        }

        return written.ToString();
    }

    private static (int Start, int Length) LongestZeros(int[] groups)
    {
        var (start, length) = (-1, 1);
        for (var i = 0; i < 8; i++)
        {
            var run = groups.Skip(i).TakeWhile(group => group == 0).Count();
            (start, length) = run > length ? (i, run) : (start, length);
        }

        return (start, length);
    }

    // Decimal, octal after 0, hexadecimal after 0x; nothing after 0x is zero.
    private static ulong? NumberOf(string label)
    {
        var (digits, radix) = label switch
        {
            "" => ("x", 10),
            _ when label.StartsWith("0x", StringComparison.OrdinalIgnoreCase) => (label[2..], 16),
            _ when label.Length > 1 && label[0] == '0' => (label[1..], 8),
            _ => (label, 10),
        };
        ulong number = 0;
        foreach (var digit in digits)
        {
            var value = char.IsAsciiHexDigit(digit) ? Convert.ToInt32(digit.ToString(), 16) : 16;
            if (value >= radix || number > uint.MaxValue)
            {
                return null;
            }

            number = (number * (ulong)radix) + (ulong)value;
        }

        return number;
    }
}
