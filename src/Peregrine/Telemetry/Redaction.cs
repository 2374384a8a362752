using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>Decides what may be shown: nothing that proves who is asking appears in a log, a text or an exception.</summary>
internal static class Redaction
{
    internal const string Mask = "***";

    private static readonly SearchValues<string> SecretWords = SearchValues.Create(
        ["authorization", "cookie", "token", "secret", "api-key", "apikey", "api_key", "password", "passwd", "signature", "session"],
        StringComparison.OrdinalIgnoreCase);

    internal static bool IsSecretHeader(string name) => name.AsSpan().ContainsAny(SecretWords);

    /// <summary>An address for a message: scheme, host, port and path; never userinfo, query or fragment.</summary>
    internal static string Address(Uri url) => $"{url.Scheme}://{url.Authority}{PathOf(url.PathAndQuery)}";

    /// <summary>A text as it came from a caller or a server, cut and without characters that could steer a terminal.</summary>
    internal static string Printable(string text, int limit = 100)
    {
        var shown = new StringBuilder(Math.Min(text.Length, limit) + 1);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, limit)))
        {
            shown.Append(char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? '\uFFFD' : c);
        }

        return text.Length > limit ? shown.Append('…').ToString() : shown.ToString();
    }

    /// <summary>An address as the caller wrote it, perhaps broken: userinfo and everything from the query on is left out.</summary>
    internal static string Address(string text)
    {
        var path = PathOf(text);
        var scheme = path.IndexOf("//", StringComparison.Ordinal);
        var at = path.LastIndexOf('@');
        return Printable(scheme >= 0 && at > scheme ? string.Concat(path.AsSpan(0, scheme + 2), Mask, path.AsSpan(at)) : path);
    }

    private static string PathOf(string pathAndQuery)
    {
        var end = pathAndQuery.AsSpan().IndexOfAny('?', '#');
        return end < 0 ? pathAndQuery : pathAndQuery[..end];
    }
}
