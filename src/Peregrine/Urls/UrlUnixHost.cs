using System.Buffers;
using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// The path of a Unix socket in the place of a host: percent-encoded, as requests-unixsocket writes it, and written one
/// way. In a <see cref="Uri"/>, whose parser takes no percent sign in a host and writes hosts in lower case, an
/// underscore stands for the percent sign, and everything but small letters, digits and hyphens is encoded: so it can
/// be read back. Pure.
/// </summary>
internal static class UrlUnixHost
{
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("-.~_%0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    internal static string Parse(string url, ReadOnlySpan<char> host)
    {
        // A path is absolute, so that what begins with an underscore is the host of a Uri.
        var written = host.StartsWith('_') ? Written(host.ToString()) : host.ToString();
        var path = Uri.UnescapeDataString(written);
        return written.AsSpan().ContainsAnyExcept(Characters)
            ? throw ParsedUrl.Refused(url, "the path of its Unix socket is not percent-encoded")
            : UnixSocketPath.WhyNot(path) is { } reason ? throw ParsedUrl.Refused(url, reason)
            : Uri.EscapeDataString(path);
    }

    /// <summary>The host of a <see cref="Uri"/> as it is written in a URL.</summary>
    internal static string Written(string face) => Uri.EscapeDataString(Uri.UnescapeDataString(face.Replace('_', '%')));

    /// <summary>The URL as a <see cref="Uri"/>.</summary>
    internal static Uri FaceOf(ParsedUrl url, in UriCreationOptions options)
    {
        var host = FaceOf(url.Host);
        var rest = url.Text[(Origin.UnixScheme.Length + 3 + url.Host.Length)..];
        return Uri.TryCreate($"{Origin.UnixScheme}://{host}{rest}", options, out var face)
            ? face
            : new Uri($"{Origin.UnixScheme}://localhost{rest}", options);
    }

    private static string FaceOf(string host)
    {
        var face = new StringBuilder(host.Length * 2);
        for (var at = 0; at < host.Length; at++)
        {
            var c = host[at];
            if (c == '%')
            {
                face.Append('_').Append(host[at + 1]).Append(host[at + 2]);
                at += 2;
            }
            else if (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            {
                face.Append(c);
            }
            else
            {
                face.Append(CultureInfo.InvariantCulture, $"_{(int)c:X2}");
            }
        }

        return face.ToString();
    }
}
