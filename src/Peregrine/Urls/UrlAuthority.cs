using System.Buffers;
using System.Globalization;
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
            return UrlAddress.V6Of(host[1..^1]) is { } v6 ? $"[{v6}]" : throw UrlText.Refused(url, "its IPv6 address is not one, or has a zone");
        }

        var ascii = ToAscii(url, host);
        if (ascii.Length == 0 || ascii.AsSpan().ContainsAny(NeverInHost))
        {
            throw UrlText.Refused(url, ascii.Length == 0 ? "it has no host" : "its host holds a character that no host has");
        }

        return UrlAddress.IsV4(ascii)
            ? UrlAddress.V4Of(ascii) ?? throw UrlText.Refused(url, "its host ends in a number but is no IPv4 address")
            : ascii;
    }

    private static string ToAscii(string url, string host)
    {
        try
        {
            var ascii = Ascii.IsValid(host) ? host.ToLowerInvariant() : Idn.GetAscii(host).ToLowerInvariant();
            if (ascii.Contains("xn--", StringComparison.Ordinal))
            {
                Idn.GetUnicode(ascii); // Throws where a label that claims to be encoded is not.
            }

            return ascii;
        }
        catch (ArgumentException reason)
        {
            throw new InvalidUrlException(UrlText.Refused(url, "its host is not an internationalised domain name").Message, reason);
        }
    }
}
