using System.Net;

namespace Peregrine;

/// <summary>
/// Converts cookies from and to <see cref="System.Net.Cookie"/>, where a dot before the domain includes the hosts below
/// it.
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
            // ToCookieContainer leaves out cookies that the container can't hold.
        }
    }

    private static Uri PlaceOf(Cookie cookie) => new UriBuilder(Uri.UriSchemeHttps, cookie.Domain, -1, "/").Uri;

    private static System.Net.Cookie Written(Cookie cookie)
    {
        var written = new System.Net.Cookie(cookie.Name, cookie.Value, cookie.Path)
        {
            Secure = cookie.Secure,
            HttpOnly = cookie.HttpOnly,
            Expires = cookie.Expires?.UtcDateTime ?? default,
        };
        if (!cookie.HostOnly)
        {
            written.Domain = "." + cookie.Domain;
        }

        return written;
    }
}
