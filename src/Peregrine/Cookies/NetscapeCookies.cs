using System.Globalization;

namespace Peregrine;

/// <summary>
/// Netscape's <c>cookies.txt</c>: seven fields with tabs between them, one cookie a line. A tab in a cookie would shift
/// its fields, so such a cookie is not written. No cookie holds a line break.
/// </summary>
internal static class NetscapeCookies
{
    private const string HttpOnly = "#HttpOnly_";
    private const int LongestLine = 16 * 1024; // Name and value, path and domain, each as large as it may be.

    internal static byte[] Write(IEnumerable<Cookie> cookies)
    {
        using var file = new MemoryStream();
        file.Write("# Netscape HTTP Cookie File\n# Made by Peregrine. Changes that are made here are read, and lost "u8
            + "when it is written again.\n\n"u8);
        foreach (var cookie in cookies.Where(CanBeWritten))
        {
            file.Write(FieldText.Encode(LineOf(cookie), cookie.IsLatin1));
        }

        return file.ToArray();
    }

    /// <summary>The cookies of a file; lines that are not cookies, or too long, are skipped.</summary>
    internal static IEnumerable<Cookie> Read(ReadOnlyMemory<byte> file)
    {
        while (!file.IsEmpty)
        {
            var end = file.Span.IndexOf((byte)'\n');
            var line = end < 0 ? file : file[..end];
            file = end < 0 ? default : file[(end + 1)..];
            if (line.Length <= LongestLine
                && Parse(FieldText.Decode(line.Span).TrimEnd('\r'), FieldText.IsLatin1(line.Span)) is { } cookie)
            {
                yield return cookie;
            }
        }
    }

    private static bool CanBeWritten(Cookie cookie) =>
        !cookie.Name.Contains('\t', StringComparison.Ordinal) && !cookie.Value.Contains('\t', StringComparison.Ordinal)
            && !cookie.Path.Contains('\t', StringComparison.Ordinal);

    private static string LineOf(Cookie cookie) => string.Join(
        '\t',
        $"{(cookie.HttpOnly ? HttpOnly : "")}{(cookie.HostOnly ? "" : ".")}{cookie.Domain}",
        cookie.HostOnly ? "FALSE" : "TRUE",
        cookie.Path,
        cookie.Secure ? "TRUE" : "FALSE",
        cookie.Expires?.ToUnixTimeSeconds() ?? 0,
        cookie.Name,
        $"{cookie.Value}\n");

    private static Cookie? Parse(string line, bool isLatin1)
    {
        var isHttpOnly = line.StartsWith(HttpOnly, StringComparison.Ordinal);
        var fields = (isHttpOnly ? line[HttpOnly.Length..] : line).Split('\t');
        if (line.StartsWith('#') && !isHttpOnly)
        {
            return null;
        }

        // An empty value may be left out, with its tab.
        return fields is [var domain, var below, var path, var secure, var expires, var name, ..]
            && fields.Length <= 7 && TimeOf(expires, out var end)
            ? new Cookie
            {
                Name = name,
                Value = fields.Length == 7 ? fields[6] : "",
                Domain = domain,
                HostOnly = !IsTrue(below),
                Path = path,
                Secure = IsTrue(secure),
                HttpOnly = isHttpOnly,
                Expires = end,
                IsLatin1 = isLatin1,
            }
            : null;
    }

    private static bool IsTrue(string text) => text.Equals("TRUE", StringComparison.OrdinalIgnoreCase);

    // Seconds since 1970; 0 means that it ends with the session.
    private static bool TimeOf(string text, out DateTimeOffset? time)
    {
        var isNumber = decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var seconds);
        time = seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds((long)Math.Clamp(seconds, -1, 253402300799));
        return isNumber;
    }
}
