namespace Peregrine;

/// <summary>The cookies of one domain, in the order in which they are sent.</summary>
internal sealed class CookieBucket(string domain)
{
    internal string Domain { get; } = domain;

    internal List<StoredCookie> Cookies { get; } = [];

    /// <summary>The registrable domain. Looked up only when a limit asks for it.</summary>
    internal string Site => field ??= CookieRules.SiteOf(Domain);

    /// <summary>
    /// The cookie that this one replaces: the same name, path and host-only flag (RFC 6265bis, section 5.7).
    /// </summary>
    internal StoredCookie? Find(Cookie cookie)
    {
        foreach (var stored in Cookies)
        {
            if (stored.Cookie.Name == cookie.Name && stored.Cookie.Path == cookie.Path
                && stored.Cookie.HostOnly == cookie.HostOnly)
            {
                return stored;
            }
        }

        return null;
    }

    internal void Add(StoredCookie cookie)
    {
        var at = Cookies.Count;
        for (; at > 0 && StoredCookie.Order(Cookies[at - 1], cookie) > 0; at--)
        {
        }

        Cookies.Insert(at, cookie);
    }
}
