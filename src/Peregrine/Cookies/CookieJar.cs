using System.Collections;
using System.Text;

namespace Peregrine;

/// <summary>The cookies of a session. Safe for use by several threads at once.</summary>
/// <remarks>
/// A cookie goes back to the host that set it, and to no other: until the list of public suffixes is part of the library,
/// a <c>Domain</c> attribute does not widen it, because it could as well name <c>co.uk</c>.
/// </remarks>
public sealed class CookieJar : IEnumerable<Cookie>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Cookie>> _byHost = new(StringComparer.Ordinal);
    private readonly bool _isClosed;

    /// <summary>An empty jar.</summary>
    public CookieJar()
    {
    }

    private CookieJar(bool isClosed) => _isClosed = isClosed;

    /// <summary>A jar that stays empty: the session keeps no cookies.</summary>
    public static CookieJar None { get; } = new(isClosed: true);

    /// <summary>How many cookies there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byHost.Sum(host => host.Value.Count);
            }
        }
    }

    /// <summary>Removes all cookies.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _byHost.Clear();
        }
    }

    /// <summary>The cookies as they are now.</summary>
    public IEnumerator<Cookie> GetEnumerator()
    {
        lock (_gate)
        {
            return _byHost.Values.SelectMany(cookies => cookies).ToList().GetEnumerator();
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Keeps what a response sets (RFC 6265, section 5.3).</summary>
    internal void Store(Uri url, Headers headers, TimeProvider time)
    {
        if (_isClosed || !headers.Contains(HeaderNames.SetCookie))
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var line in headers.GetAll(HeaderNames.SetCookie))
        {
            if (SetCookie.Parse(line, url, now) is { } cookie && (!cookie.Secure || url.Scheme == Uri.UriSchemeHttps))
            {
                Put(cookie, now);
            }
        }
    }

    /// <summary>The value of <c>Cookie</c> for a request (RFC 6265, section 5.4), or null when there is nothing to send.</summary>
    internal string? HeaderFor(Uri url, IReadOnlyList<KeyValuePair<string, string>> own, TimeProvider time)
    {
        var header = _byHost.Count == 0 ? null : Join(null, Matching(url, time.GetUtcNow()).Where(cookie => !own.Any(one => one.Key == cookie.Name))
            .Select(cookie => KeyValuePair.Create(cookie.Name, cookie.Value)));
        return Join(header, own)?.ToString();
    }

    private static StringBuilder? Join(StringBuilder? header, IEnumerable<KeyValuePair<string, string>> cookies)
    {
        foreach (var (name, value) in cookies)
        {
            (header = header is null ? new StringBuilder() : header.Append("; ")).Append(name).Append('=').Append(value);
        }

        return header;
    }

    private void Put(Cookie cookie, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_byHost.TryGetValue(cookie.Domain, out var cookies))
            {
                _byHost[cookie.Domain] = cookies = [];
            }

            var at = cookies.FindIndex(old => old.Name == cookie.Name && old.Path == cookie.Path);
            if (at >= 0)
            {
                cookies[at] = cookie; // Keeps its place: the standard keeps the time of creation.
            }
            else
            {
                cookies.Add(cookie);
            }

            cookies.RemoveAll(old => old.Expires <= now);
        }
    }

    private List<Cookie> Matching(Uri url, DateTimeOffset now)
    {
        lock (_gate)
        {
            return _byHost.TryGetValue(url.IdnHost, out var cookies)
                ? [.. cookies.Where(cookie => Matches(cookie, url, now)).OrderByDescending(cookie => cookie.Path.Length)]
                : [];
        }
    }

    private static bool Matches(Cookie cookie, Uri url, DateTimeOffset now) =>
        !(cookie.Expires <= now) && (!cookie.Secure || url.Scheme == Uri.UriSchemeHttps) && PathMatches(cookie.Path, url.AbsolutePath);

    // RFC 6265, section 5.1.4.
    private static bool PathMatches(string cookie, string path) =>
        path.StartsWith(cookie, StringComparison.Ordinal) && (path.Length == cookie.Length || cookie.EndsWith('/') || path[cookie.Length] == '/');
}
