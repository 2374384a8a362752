using System.Globalization;

namespace Peregrine;

/// <summary>Reads one <c>Set-Cookie</c> line (RFC 6265, section 5.2). Pure: the clock is an argument.</summary>
internal static class SetCookie
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(400);

    /// <summary>The cookie, or null when the line is ignored.</summary>
    internal static Cookie? Parse(string line, Uri url, DateTimeOffset now)
    {
        var parts = line.Split(';');
        var equals = parts[0].IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? "" : parts[0][..equals].Trim(' ', '\t');
        if (name.Length == 0 || !HeaderRules.IsValue(line))
        {
            return null;
        }

        var cookie = new Cookie { Name = name, Value = parts[0][(equals + 1)..].Trim(' ', '\t'), Domain = url.IdnHost, Path = DefaultPath(url) };
        DateTimeOffset? maxAge = null;
        foreach (var part in parts.Skip(1))
        {
            var (attribute, value) = Attribute(part);
            cookie = attribute switch
            {
                "expires" => cookie with { Expires = HttpDate.Parse(value.Replace('-', ' ')) ?? HttpDate.Parse(value) ?? cookie.Expires },
                "path" => cookie with { Path = value.StartsWith('/') ? value : DefaultPath(url) },
                "secure" => cookie with { Secure = true },
                "httponly" => cookie with { HttpOnly = true },
                _ => cookie,
            };
            maxAge = attribute == "max-age" && Seconds(value) is { } seconds ? now + seconds : maxAge;
        }

        var expires = maxAge ?? cookie.Expires;
        return cookie with { Expires = expires > now + LongestLife ? now + LongestLife : expires };
    }

    private static (string Name, string Value) Attribute(string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? (part.Trim().ToLowerInvariant(), "")
            : (part[..equals].Trim().ToLowerInvariant(), part[(equals + 1)..].Trim(' ', '\t'));
    }

    private static TimeSpan? Seconds(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, -1, (long)LongestLife.TotalSeconds))
            : null;

    // RFC 6265, section 5.1.4.
    private static string DefaultPath(Uri url)
    {
        var path = url.AbsolutePath;
        var last = path.LastIndexOf('/');
        return last <= 0 ? "/" : path[..last];
    }
}
