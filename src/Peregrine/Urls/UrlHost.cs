using System.Buffers;

namespace Peregrine;

/// <summary>
/// The host of a URL, written the one way in which it is compared, sent and connected to (URL standard of WHATWG,
/// section 3.5).
/// </summary>
internal static class UrlHost
{
    private const int LongestName = 253; // RFC 1035, section 2.3.4, without the dot at the end.
    // What is mapped to ASCII may hold characters that vanish, but not without end.
    private const int LongestText = 4 * LongestName;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "-.0123456789_abcdefghijklmnopqrstuvwxyz");

    internal static string Parse(string url, ReadOnlySpan<char> host)
    {
        if (host.StartsWith('['))
        {
            return host.EndsWith(']') && UrlIPv6.Written(host[1..^1]) is { } v6
                ? $"[{v6}]"
                : throw ParsedUrl.Refused(url, "its IPv6 address is not one, or has a zone");
        }

        if (host.Length > LongestText)
        {
            throw ParsedUrl.Refused(url, "its host is longer than a name can be");
        }

        var isPlain = !host.ContainsAnyExcept(NameCharacters) && !UrlDomain.MayBeEncoded(host);
        var name = isPlain ? host.ToString() : UrlDomain.ToAscii(url, host.ToString());
        if (WhyNotName(name) is { } reason)
        {
            throw ParsedUrl.Refused(url, reason);
        }

        return UrlIPv4.EndsInNumber(name)
            ? UrlIPv4.Written(name) ?? throw ParsedUrl.Refused(url, "its host ends in a number but is no IPv4 address")
            : name;
    }

    // The platform takes only these characters too; those that RFC 3986 adds to them (section 3.2.2) are in no name
    // that resolves.
    private static string? WhyNotName(ReadOnlySpan<char> name)
    {
        var labels = name.EndsWith('.') ? name[..^1] : name;
        return name.IsEmpty ? "it has no host"
            : name.ContainsAnyExcept(NameCharacters) ? "its host holds a character that no host has"
            : labels.IsEmpty || labels.StartsWith('.') || labels.EndsWith('.')
                || labels.Contains("..", StringComparison.Ordinal) ? "a label of its host is empty"
            : labels.Length > LongestName ? "its host is longer than a name can be"
            : null;
    }
}
