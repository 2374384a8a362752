namespace Peregrine;

/// <summary>
/// Reads one <c>Set-Cookie</c> line (RFC 6265bis, section 5.6; a line without a name is ignored, RFC 6265, section
/// 5.2). Pure: the clock is an argument.
/// </summary>
internal static class SetCookie
{
    /// <summary>
    /// The cookie that the line sets, or null when the line is ignored. The jar checks whether the server may name the
    /// domain.
    /// </summary>
    internal static Cookie? Parse(Header line, Uri url, DateTimeOffset now)
    {
        ReadOnlySpan<char> text = line.Value;
        var semicolon = text.IndexOf(';');
        var pair = semicolon < 0 ? text : text[..semicolon];
        var equals = pair.IndexOf('=');
        if (equals < 0 || !CookieRules.IsText(text))
        {
            return null;
        }

        var name = pair[..equals].Trim(" \t");
        var value = pair[(equals + 1)..].Trim(" \t");
        if (name.IsEmpty || CookieRules.IsTooLarge(name, value, line.IsLatin1))
        {
            return null;
        }

        var attributes = new CookieAttributes(semicolon < 0 ? default : text[(semicolon + 1)..], line.IsLatin1);
        return Create(name.ToString(), value.ToString(), attributes, url, now) is var cookie
            && CookieRules.KeepsPrefix(cookie, attributes.Path is not null)
            ? cookie with { IsLatin1 = line.IsLatin1 }
            : null;
    }

    private static Cookie Create(string name, string value, CookieAttributes attributes, Uri url, DateTimeOffset now)
    {
        var isHostOnly = string.IsNullOrEmpty(attributes.Domain);
        return new Cookie
        {
            Name = name,
            Value = value,
            Domain = isHostOnly ? CookieRules.HostOf(url) : attributes.Domain!,
            HostOnly = isHostOnly,
            Path = attributes.Path ?? CookieRules.DefaultPath(url),
            Expires = CookieRules.Capped(attributes.EndsAt(now), now),
            Secure = attributes.Secure,
            HttpOnly = attributes.HttpOnly,
            SameSite = attributes.SameSite,
            Partitioned = attributes.Partitioned,
            Created = now,
            LastAccessed = now,
        };
    }
}
