using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Peregrine;

/// <summary>
/// Decides what may be shown: nothing that proves who is asking appears in a log, a text or an exception.
/// </summary>
internal static class Redaction
{
    internal const string Mask = "***";

    private static readonly SearchValues<string> SecretWords = SearchValues.Create(
        ["auth", "cookie", "token", "secret", "key", "password", "passwd", "signature", "session"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> NoSecrets = FrozenSet.ToFrozenSet(
        [
            "WWW-Authenticate", "Proxy-Authenticate", "Authentication-Info",
            "Proxy-Authentication-Info", "Idempotency-Key",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Addresses = FrozenSet.ToFrozenSet(
        ["Location", "Content-Location", "Referer", "Refresh", "Link"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The value of a header field for a reader: hidden where the name says that it is a secret, an address without
    /// what may be one.
    /// </summary>
    internal static string Value(string name, string value)
    {
        if (Addresses.Contains(name))
        {
            return Address(value);
        }

        return name.AsSpan().ContainsAny(SecretWords) && !NoSecrets.Contains(name) ? Mask : value;
    }

    /// <summary>An address for a message: scheme, host, port and path; never userinfo, query or fragment.</summary>
    internal static string Address(Uri url) =>
        $"{url.Scheme}://{(url.Scheme == Origin.UnixScheme ? UrlUnixHost.Written(url.Host) : url.Authority)}"
        + $"{PathOf(url.PathAndQuery)}";

    /// <summary>
    /// An address as somebody wrote it, perhaps broken: what may be userinfo is masked, and everything from the query
    /// on left out.
    /// </summary>
    internal static string Address(string text)
    {
        var slashes = text.IndexOf("://", StringComparison.Ordinal);
        var start = slashes < 0 ? 0 : slashes + 3;
        var at = text.LastIndexOf('@');
        return at >= start
            && (slashes < 0 ? text[..at].Contains(':', StringComparison.Ordinal) : MayBeUserInfo(text[start..at]))
            ? Printable(string.Concat(text.AsSpan(0, start), Mask, PathOf(text[at..])))
            : Printable(PathOf(text));
    }

    /// <summary>
    /// A name for a message, up to what no name holds: a whole line or a pair may have been given in its place.
    /// </summary>
    internal static string Name(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(HeaderRules.TokenCharacters);
        return end < 0 ? Printable(text) : Printable(text[..end]) + '…';
    }

    /// <summary>
    /// A text as it came from a caller or a server, cut and without characters that could steer a terminal.
    /// </summary>
    internal static string Printable(string text, int limit = 100)
    {
        var shown = new StringBuilder(Math.Min(text.Length, limit) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, limit)))
        {
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c);
        }

        return text.Length > limit ? shown.Append('…').ToString() : shown.ToString();
    }

    // What stands before an at sign is a path when a host, perhaps with a port, and a slash come first.
    private static bool MayBeUserInfo(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return slash < 0
            || (colon >= 0
                && (colon > slash || text.AsSpan(colon + 1, slash - colon - 1).ContainsAnyExceptInRange('0', '9')));
    }

    private static string PathOf(string pathAndQuery)
    {
        var end = pathAndQuery.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? pathAndQuery : pathAndQuery[..end];
    }
}
