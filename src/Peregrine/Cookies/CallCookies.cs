namespace Peregrine;

/// <summary>
/// The cookies that servers set while one call runs: in a jar of the call's own, where the session keeps none. They
/// also replace the caller's cookies of the same name: a server that renews a session at login gets the new one back.
/// </summary>
/// <param name="jar">The jar of this call alone; null where the session's is used.</param>
internal sealed class CallCookies(CookieJar? jar)
{
    private readonly List<Cookie> _set = [];

    /// <summary>The jar of this call alone; null where the session's is used.</summary>
    internal CookieJar? Jar { get; } = jar;

    /// <summary>Keeps what a response sets, in the jar of the session or of the call.</summary>
    /// <param name="jar">The jar of the session.</param>
    /// <param name="target">What was asked for.</param>
    /// <param name="headers">The fields of the response.</param>
    /// <param name="cookies">What servers have set while the call runs; null before the first.</param>
    /// <param name="hasOwn">Whether the caller gave cookies for this call.</param>
    /// <param name="time">The clock.</param>
    /// <returns>What the call keeps from now on; null when nothing changes.</returns>
    internal static CallCookies? Store(
        CookieJar jar, RequestTarget target, Headers headers,
        CallCookies? cookies, bool hasOwn, TimeProvider time)
    {
        if (!headers.Contains(HeaderNames.SetCookie))
        {
            return null;
        }

        var isForEachCall = ReferenceEquals(jar, CookieJar.ForEachCall);
        var begun = cookies is null && (isForEachCall || hasOwn)
            ? new CallCookies(isForEachCall ? new CookieJar(time) : null)
            : null;
        cookies ??= begun;
        (cookies?.Jar ?? jar).Store(target, headers, time, cookies);
        return begun;
    }

    /// <summary>Notes that a server has set or removed a cookie.</summary>
    internal void Note(Cookie cookie) => _set.Add(cookie);

    /// <summary>The caller's cookies, without those that a server has replaced since for this host and path.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Remaining(
        IReadOnlyList<KeyValuePair<string, string>> own, RequestTarget target)
    {
        var (host, path) = (CookieRules.HostOf(target.Uri), target.Uri.AbsolutePath);
        return [.. own.Where(one => !_set.Exists(set => set.Name == one.Key && IsFor(set, host, path)))];
    }

    private static bool IsFor(Cookie cookie, string host, string path) =>
        (cookie.HostOnly ? cookie.Domain == host : CookieRules.DomainMatches(host, cookie.Domain))
        && CookieRules.PathMatches(path, cookie.Path);
}
