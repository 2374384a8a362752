using System.Text;

namespace Peregrine;

/// <summary>The parts of an absolute http or https URL, each in the form in which it is sent.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="UserInfo">As written, without the at sign, or null.</param>
/// <param name="Host">In ASCII and lower case; an IPv6 address has its brackets.</param>
/// <param name="Port">The port, the scheme's own included.</param>
/// <param name="Path">Begins with a slash.</param>
/// <param name="Query">Without the question mark; null when there is none.</param>
/// <param name="Fragment">Without the hash sign; null when there is none.</param>
internal sealed record UrlText(string Scheme, string? UserInfo, string Host, int Port, string Path, string? Query, string? Fragment)
{
    /// <summary>Whether the text begins as an absolute http or https URL does.</summary>
    internal static bool IsHttp(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the text names a scheme and an authority: then a base URL plays no part.</summary>
    internal static bool IsAbsolute(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(text[0]) && !text[..colon].ContainsAny("/?#\\");
    }

    /// <summary>Where the authority of an absolute URL stands in a text, or null when the text has none.</summary>
    internal static Range? AuthorityOf(string text)
    {
        if (!IsAbsolute(text))
        {
            return null;
        }

        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var length = text.AsSpan(start).IndexOfAny('/', '?', '#');
        return start..(length < 0 ? text.Length : start + length);
    }

    /// <summary>Parses an absolute URL.</summary>
    /// <exception cref="InvalidUrlException">It can't be used, or two parsers might see two hosts in it.</exception>
    internal static UrlText Parse(string text)
    {
        text = text.Trim(' ');
        if (text.Any(c => c is < ' ' or '\u007f'))
        {
            throw Refused(text, "it holds a line break or another control character");
        }

        if (!IsHttp(text))
        {
            throw Refused(text, IsAbsolute(text) ? "its scheme is neither http nor https" : "it is not absolute and there is no base URL");
        }

        var range = AuthorityOf(text)!.Value;
        var scheme = text[..text.IndexOf(':', StringComparison.Ordinal)].ToLowerInvariant();
        var (userInfo, host, port) = UrlAuthority.Parse(text, text[range], scheme);
        var (path, query, fragment) = Split(text[range.End..]);
        return new UrlText(
            scheme,
            userInfo,
            host,
            port,
            UrlPath.RemoveDotSegments(UrlEscaping.Path(path.Length == 0 ? "/" : path.Replace('\\', '/'))),
            query is null ? null : UrlEscaping.Query(query),
            fragment is null ? null : UrlEscaping.Fragment(fragment));
    }

    /// <summary>Path, query and fragment of a text that has no authority.</summary>
    internal static (string Path, string? Query, string? Fragment) Split(string text)
    {
        string? fragment = null;
        var hash = text.IndexOf('#', StringComparison.Ordinal);
        if (hash >= 0)
        {
            (fragment, text) = (text[(hash + 1)..], text[..hash]);
        }

        var mark = text.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? (text, null, fragment) : (text[..mark], text[(mark + 1)..], fragment);
    }

    internal static InvalidUrlException Refused(string text, string reason) =>
        new($"The URL '{Redaction.Address(text)}' can't be used: {reason}.");

    // An IPv6 address may be written in two ways; it is the same host when it is the same address.
    private bool IsSameHost(string other) => Host[0] == '['
        ? UrlAddress.V6Of(other) is { } address && Host == $"[{address}]"
        : Host == other;

    /// <summary>The URL as a <see cref="Uri"/> that keeps path and query exactly as they are here.</summary>
    /// <exception cref="InvalidUrlException">The platform's parser sees another host.</exception>
    internal Uri ToUri()
    {
        var target = new StringBuilder(Scheme).Append("://").Append(Host);
        if (Port != (Scheme == Uri.UriSchemeHttps ? 443 : 80))
        {
            target.Append(':').Append(Port);
        }

        target.Append(Path);
        if (Query is not null)
        {
            target.Append('?').Append(Query);
        }

        var text = target.ToString();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var plain) || plain.Port != Port || !IsSameHost(plain.IdnHost))
        {
            throw Refused(text, "its host reads differently to different parsers");
        }

        var uri = plain.AbsoluteUri == text ? plain : new Uri(text, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

        // The option above knows no fragment, so a URL that needs it loses its fragment; it is never sent in any case.
        return Fragment is not null && ReferenceEquals(uri, plain) ? new Uri($"{text}#{Fragment}") : uri;
    }
}
