using System.Buffers;

namespace Peregrine;

/// <summary>The path of a Unix socket in the place of a host: percent-encoded, as requests-unixsocket writes it, and written one way. Pure.</summary>
internal static class UrlUnixHost
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("-.~_%0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    internal static string Parse(string url, ReadOnlySpan<char> host)
    {
        var path = Uri.UnescapeDataString(host);
        return host.ContainsAnyExcept(Characters) ? throw UrlText.Refused(url, "the path of its Unix socket is not percent-encoded")
            : UnixSocketPath.WhyNot(path) is { } reason ? throw UrlText.Refused(url, reason)
            : Uri.EscapeDataString(path);
    }

    /// <summary>The URL as a <see cref="Uri"/>, whose parser takes no percent sign in a host: there it is an underscore.</summary>
    internal static Uri FaceOf(UrlText url, in UriCreationOptions options)
    {
        var host = string.Concat(url.Host.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c.ToString() : c == '%' ? "_" : $"_{(int)c:X2}"));
        var rest = url.Text[(Origin.UnixScheme.Length + 3 + url.Host.Length)..];
        return Uri.TryCreate($"{Origin.UnixScheme}://{host}{rest}", options, out var face)
            ? face
            : new Uri($"{Origin.UnixScheme}://localhost{rest}", options);
    }
}
