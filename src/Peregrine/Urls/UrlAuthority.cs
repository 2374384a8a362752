using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// The authority of a URL: userinfo, host, port. What is refused here is refused because some other parser would connect
/// elsewhere (backslashes, a second at sign, escapes and odd characters in a host).
/// </summary>
internal static class UrlAuthority
{
    private static readonly SearchValues<char> NeverInHost = SearchValues.Create(" \"#%/<>?@[\\]^`{|}");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = false, AllowUnassigned = false };

    internal static (string? UserInfo, string Host, int Port) Parse(string url, string authority, string scheme)
    {
        if (authority.Contains('\\', StringComparison.Ordinal))
        {
            throw UrlText.Refused(url, "a backslash stands in its authority");
        }

        var at = authority.IndexOf('@', StringComparison.Ordinal);
        if (at != authority.LastIndexOf('@'))
        {
            throw UrlText.Refused(url, "more than one @ stands in its authority");
        }

        var userInfo = at < 0 ? null : authority[..at];
        var (host, port) = SplitPort(url, authority[(at + 1)..]);
        return (userInfo, HostOf(url, host), PortOf(url, port, scheme));
    }

    private static (string Host, string Port) SplitPort(string url, string text)
    {
        if (text.StartsWith('['))
        {
            var close = text.IndexOf(']', StringComparison.Ordinal);
            if (close < 0 || (close + 1 < text.Length && text[close + 1] != ':'))
            {
                throw UrlText.Refused(url, "its IPv6 address is not closed");
            }

            return (text[..(close + 1)], text[Math.Min(close + 2, text.Length)..]);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
    }

    private static int PortOf(string url, string port, string scheme)
    {
        if (port.Length == 0)
        {
            return scheme == Uri.UriSchemeHttps ? 443 : 80;
        }

        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue
            ? number
            : throw UrlText.Refused(url, "its port is not a number up to 65535");
    }

    private static string HostOf(string url, string host)
    {
        if (host.StartsWith('['))
        {
            return IPAddress.TryParse(host[1..^1], out var v6) && v6.AddressFamily == AddressFamily.InterNetworkV6 && v6.ScopeId == 0
                ? $"[{v6}]"
                : throw UrlText.Refused(url, "its IPv6 address is not one");
        }

        var ascii = ToAscii(url, host);
        if (ascii.Length == 0 || ascii.AsSpan().ContainsAny(NeverInHost))
        {
            throw UrlText.Refused(url, ascii.Length == 0 ? "it has no host" : "its host holds a character that no host has");
        }

        return IsNumeric(ascii) ? V4Of(url, ascii) : ascii;
    }

    private static string ToAscii(string url, string host)
    {
        try
        {
            return Ascii.IsValid(host) ? host.ToLowerInvariant() : Idn.GetAscii(host).ToLowerInvariant();
        }
        catch (ArgumentException reason)
        {
            throw new InvalidUrlException(UrlText.Refused(url, "its host is not an internationalised domain name").Message, reason);
        }
    }

    // A last label of digits, or of 0x and digits, makes the host an IPv4 address to every parser (URL standard of WHATWG, section 3.5).
    private static bool IsNumeric(string host)
    {
        var last = host.TrimEnd('.').Split('.')[^1];
        return last.Length > 0 && (last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.Ordinal) && last[2..].All(char.IsAsciiHexDigit)));
    }

    private static string V4Of(string url, string host) =>
        IPAddress.TryParse(host.TrimEnd('.'), out var v4) && v4.AddressFamily == AddressFamily.InterNetwork
            ? v4.ToString()
            : throw UrlText.Refused(url, "its host ends in a number but is no IPv4 address");
}
