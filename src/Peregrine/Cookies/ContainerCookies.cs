using System.Net;

namespace Peregrine;

/// <summary>
/// One cookie from and to the framework's own kind. There a dot before the domain means the hosts below it too.
/// </summary>
internal static class ContainerCookies
{
    internal static Cookie Read(System.Net.Cookie cookie) => new()
    {
        Name = cookie.Name,
        Value = cookie.Value,
        Domain = cookie.Domain,
        HostOnly = !cookie.Domain.StartsWith('.'),
        Path = cookie.Path.StartsWith('/') ? cookie.Path : "/",
        Expires = cookie.Expires == default ? null : new DateTimeOffset(cookie.Expires.ToUniversalTime()),
        Secure = cookie.Secure,
        HttpOnly = cookie.HttpOnly,
        Created = new DateTimeOffset(cookie.TimeStamp.ToUniversalTime()),
    };

    internal static void AddTo(CookieContainer container, Cookie cookie)
    {
        try
        {
            container.Add(PlaceOf(cookie), Written(cookie));
        }
        catch (CookieException)
        {
            // What it can't hold is left out, as ToCookieContainer says.
        }
    }

    private static Uri PlaceOf(Cookie cookie) => new UriBuilder(Uri.UriSchemeHttps, cookie.Domain, -1, "/").Uri;

    private static System.Net.Cookie Written(Cookie cookie)
    {
        var written = new System.Net.Cookie(
            cookie.Name, cookie.Value, cookie.Path) { Secure = cookie.Secure, HttpOnly = cookie.HttpOnly };
        written.Expires = cookie.Expires?.UtcDateTime ?? default;
        if (!cookie.HostOnly)
        {
            written.Domain = "." + cookie.Domain;
        }

        return written;
    }
}
