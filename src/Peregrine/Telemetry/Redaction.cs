using System.Collections.Frozen;
using System.Text;

namespace Peregrine;

/// <summary>Decides what may be shown: no credentials appear in a log, a text or an exception.</summary>
internal static class Redaction
{
    internal const string Mask = "***";

    private static readonly FrozenSet<string> Addresses = FrozenSet.ToFrozenSet(
        ["Location", "Content-Location", "Referer", "Refresh", "Link"], StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The value of a header field for a reader: masked when the name says that it is a secret; an address without the
    /// parts that may hold one.
    /// </summary>
    internal static string Value(string name, string value)
    {
        if (Addresses.Contains(name))
        {
            return Address(value);
        }

        return SecretNames.IsField(name) ? Mask : value;
    }

    /// <summary>An address for a message: scheme, host, port and path; never userinfo, query or fragment.</summary>
    internal static string Address(Uri url) =>
        $"{url.Scheme}://{(url.Scheme == Origin.UnixScheme ? UrlUnixHost.Written(url.Host) : url.Authority)}"
        + $"{PathOf(url.PathAndQuery)}";

    /// <summary>
    /// An address as the caller or a server wrote it, perhaps invalid: possible userinfo is masked, query and fragment
    /// are left out.
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
    /// A name for a message, up to the first character that a name can't hold: the caller may have passed a whole line
    /// or pair.
    /// </summary>
    internal static string Name(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(Tokens.Characters);
        return end < 0 ? Printable(text) : Printable(text[..end]) + '…';
    }

    /// <summary>A text of a caller or a server, cut and without characters that could control a terminal.</summary>
    internal static string Printable(string text, int limit = 100)
    {
        var shown = new StringBuilder(Math.Min(text.Length, limit) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, limit)))
        {
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c);
        }

        return text.Length > limit ? shown.Append('…').ToString() : shown.ToString();
    }

    // The text before an at sign is a path when it begins with a host, perhaps a port, and a slash.
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
