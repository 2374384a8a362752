using System.Buffers;
using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// The authority of a URL: userinfo, host, port (RFC 3986, section 3.2). What is refused here is refused because some
/// other parser would connect elsewhere.
/// </summary>
internal static class UrlAuthority
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("/?#@\\");

    /// <summary>
    /// The port that a scheme has by itself; any other than http and https is a proxy's, SOCKS (RFC 1928, section 3).
    /// </summary>
    internal static int PortOf(string scheme) => scheme switch
    {
        "http" => 80,
        "https" => 443,
        _ => 1080,
    };

    internal static (string? UserInfo, string Host, int Port) Parse(
        string url, ReadOnlySpan<char> authority, string scheme)
    {
        // To a browser a backslash ends the authority, to RFC 3986 it is a character of it.
        if (authority.Contains('\\'))
        {
            throw ParsedUrl.Refused(url, "a backslash stands in its authority");
        }

        var at = authority.IndexOf('@');
        var server = authority[(at + 1)..];
        if (server.Contains('@'))
        {
            throw ParsedUrl.Refused(url, "more than one @ stands in its authority");
        }

        if (server is ['[', ..] && !server.Contains(']'))
        {
            throw ParsedUrl.Refused(url, "the bracket before its address is not closed");
        }

        var colon = ColonOf(server);
        var port = colon < 0 || colon + 1 == server.Length ? PortOf(scheme) : PortOf(url, server[(colon + 1)..]);
        return (
            at < 0 ? null : UserInfoOf(url, authority[..at]),
            UrlHost.Parse(url, colon < 0 ? server : server[..colon]),
            port);
    }

    // Where the port begins: the first colon that is not inside an IPv6 address.
    private static int ColonOf(ReadOnlySpan<char> server)
    {
        var start = Math.Max(server.IndexOf(']'), 0);
        var colon = server[start..].IndexOf(':');
        return colon < 0 ? -1 : start + colon;
    }

    // "@host" and ":@host" name no user.
    private static string? UserInfoOf(string url, ReadOnlySpan<char> userInfo)
    {
        if (!Ascii.IsValid(userInfo) && HidesDelimiter(userInfo))
        {
            throw ParsedUrl.Refused(url, "its userinfo holds a character that normalises to the end of an authority");
        }

        return userInfo is "" or ":" ? null : userInfo.ToString();
    }

    // A full-width slash is a slash to a reader that normalises first.
    private static bool HidesDelimiter(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && Normalized(rune.ToString()).AsSpan().ContainsAny(Delimiters))
            {
                return true;
            }
        }

        return false;
    }

    // What is no character (U+FFFE) has no normal form, so another parser may read anything in it.
    private static string Normalized(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return "@";
        }
    }

    private static int PortOf(string url, ReadOnlySpan<char> port) =>
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= ushort.MaxValue
            ? number
            : throw ParsedUrl.Refused(url, "its port is not a number up to 65535");
}
