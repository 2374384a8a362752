namespace Peregrine;

public sealed partial class CookieJar
{
    /// <summary>The value of the cookie of this name, or null when there is none.</summary>
    /// <exception cref="InvalidOperationException">Several hosts or paths have a cookie of this name:
    /// <see cref="Find"/> tells them apart.</exception>
    public string? this[string name] => Find(name) switch
    {
        [] => null,
        [var one] => one.Value,
        var many => throw new InvalidOperationException(
            $"{many.Count} cookies have this name: Find(name, domain, path) tells them apart."),
    };

    /// <summary>The cookies of a name, ordered by the time of their creation.</summary>
    /// <param name="name">The name; upper and lower case differ.</param>
    /// <param name="domain">The host or domain that they belong to, exactly, or null for any.</param>
    /// <param name="path">Their path, exactly, or null for any.</param>
    /// <exception cref="ArgumentException">The domain is not a host.</exception>
    public IReadOnlyList<Cookie> Find(string name, string? domain = null, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Snapshot(Named(name, domain, path));
    }

    /// <summary>
    /// The cookies that a request to a URL would carry, in the order in which they would be sent. Their
    /// <see cref="Cookie.LastAccessed"/> stays as it is.
    /// </summary>
    /// <exception cref="InvalidUrlException">The URL is not absolute http or https, or can't be used.</exception>
    public IReadOnlyList<Cookie> For(Url url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var target = RequestTarget.Parse(url.Text).Uri;
        lock (_gate)
        {
            _store.Select(
                CookieRules.HostOf(target), target.AbsolutePath,
                CookieRules.IsSecure(target), _time.GetUtcNow(), _matches);
            return [.. _matches.Select(stored => stored.Snapshot())];
        }
    }

    /// <summary>
    /// Adds a cookie, or replaces the one of the same name, domain and path. It is sent to its
    /// <see cref="Cookie.Domain"/> and, unless <see cref="Cookie.HostOnly"/>, to the hosts below it; one for a public
    /// suffix, an address or a single label is sent to that host alone. A cookie that has expired removes the one that
    /// it would replace.
    /// </summary>
    /// <exception cref="ArgumentException">It has no domain, or can't be sent: a control character or a semicolon, too
    /// large, a path without its slash, a <c>__Host-</c> or <c>__Secure-</c> name without the attributes that it
    /// demands.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="None"/>.</exception>
    public void Set(Cookie cookie) => Put(CookieCheck.Checked(cookie, _time.GetUtcNow()));

    /// <summary>
    /// Adds a cookie as if the URL's server had set it: without a <see cref="Cookie.Domain"/> it is sent to the URL's
    /// host alone.
    /// </summary>
    /// <exception cref="InvalidUrlException">The URL is not absolute http or https, or can't be used.</exception>
    /// <exception cref="ArgumentException">It can't be sent, or that server may not set it: another domain, a public
    /// suffix, Secure over http.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="None"/>.</exception>
    public void Set(Url url, Cookie cookie)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(cookie);
        Put(CookieCheck.Checked(cookie, RequestTarget.Parse(url.Text).Uri, _time.GetUtcNow()));
    }

    /// <summary>Adds a cookie for the URL's host alone and all of its paths, which ends with the session.</summary>
    /// <exception cref="InvalidUrlException">The URL is not absolute http or https, or can't be used.</exception>
    /// <exception cref="ArgumentException">The name or the value can't be sent.</exception>
    /// <exception cref="InvalidOperationException">This is <see cref="None"/>.</exception>
    public void Set(Url url, string name, string value) => Set(url, new Cookie { Name = name, Value = value });

    /// <summary>Removes the cookies of a name, and says how many.</summary>
    /// <param name="name">The name; upper and lower case differ.</param>
    /// <param name="domain">The host or domain that they belong to, exactly, or null for any.</param>
    /// <param name="path">Their path, exactly, or null for any.</param>
    /// <exception cref="ArgumentException">The domain is not a host.</exception>
    public int Remove(string name, string? domain = null, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return RemoveAll(Named(name, domain, path));
    }

    /// <summary>Removes all cookies.</summary>
    public void Clear() => RemoveAll(_ => true);

    /// <summary>Removes the cookies of a domain and of the hosts below it, and says how many.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="path">Only those at this path or below it; null for all.</param>
    /// <exception cref="ArgumentException">The domain is not a host.</exception>
    public int Clear(string domain, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(domain);
        var host = CookieCheck.HostOf(domain);
        return RemoveAll(
            cookie => CookieRules.DomainMatches(cookie.Domain, host)
                && (path is null || CookieRules.PathMatches(cookie.Path, path)));
    }

    /// <summary>
    /// Removes the cookies that end with the session, as a browser does when it is closed, and says how many.
    /// </summary>
    public int ClearSession() => RemoveAll(cookie => cookie.Expires is null);

    private static Predicate<Cookie> Named(string name, string? domain, string? path)
    {
        var host = domain is null ? null : CookieCheck.HostOf(domain);
        return cookie => cookie.Name == name && (host is null || cookie.Domain == host)
            && (path is null || cookie.Path == path);
    }

    private List<Cookie> Snapshot(Predicate<Cookie> match)
    {
        lock (_gate)
        {
            _store.RemoveEnded(_time.GetUtcNow());
            return [.. _store.All.Where(stored => match(stored.Cookie))
                .OrderBy(stored => stored.Cookie.Created)
                .ThenBy(stored => stored.Sequence)
                .Select(stored => stored.Snapshot())];
        }
    }

    private int RemoveAll(Predicate<Cookie> match)
    {
        lock (_gate)
        {
            return _store.RemoveAll(match);
        }
    }

    private void Put(params IEnumerable<Cookie> cookies)
    {
        if (_isClosed)
        {
            throw new InvalidOperationException(
                "CookieJar.None keeps no cookies: set a new CookieJar in the session's options.");
        }

        lock (_gate)
        {
            foreach (var cookie in cookies)
            {
                _store.Put(cookie, _time.GetUtcNow(), isSecure: true);
            }
        }
    }
}
