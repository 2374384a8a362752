namespace Peregrine;

/// <summary>
/// The cookies of a jar by domain, within the limits. The jar makes sure that one thread at a time uses it.
/// </summary>
internal sealed class CookieStore
{
    private readonly Dictionary<string, CookieBucket> _buckets = new(StringComparer.Ordinal);
    private readonly CookieLimits _limits = new();
    private int _count;
    private int _secure;
    private long _sequence;
    private DateTimeOffset _nextExpiry = DateTimeOffset.MaxValue;

    /// <summary>How many there are, perhaps with expired ones. Any thread may ask.</summary>
    internal int Count => Volatile.Read(ref _count);

    /// <summary>How many cookies the last search for a URL looked at.</summary>
    internal int Visited { get; private set; }

    internal IEnumerable<StoredCookie> All => _buckets.Values.SelectMany(bucket => bucket.Cookies);

    /// <summary>Keeps a cookie that its server may set (RFC 6265bis, section 5.7).</summary>
    /// <param name="cookie">The cookie.</param>
    /// <param name="now">The time.</param>
    /// <param name="isSecure">Whether it came over https, or from the program. A cookie that came over http neither
    /// hides nor removes a Secure one.</param>
    /// <returns>False when a Secure cookie of that name is kept instead.</returns>
    internal bool Put(Cookie cookie, DateTimeOffset now, bool isSecure)
    {
        RemoveEnded(now);
        if (!isSecure && _secure > 0 && HidesSecure(cookie))
        {
            return false;
        }

        var old = _buckets.TryGetValue(cookie.Domain, out var there) ? there.Find(cookie) : null;
        if (old is not null)
        {
            cookie = cookie with { Created = old.Cookie.Created };
            Remove(there!, old);
        }

        if (!(cookie.Expires <= now))
        {
            KeepLimits(Add(new StoredCookie(cookie, old?.Sequence ?? _sequence++)), sparesSecure: !isSecure);
        }

        return true;
    }

    /// <summary>The cookies for a URL, in the order of the field (RFC 6265bis, section 5.8.3).</summary>
    internal void Select(string host, string path, bool isSecure, DateTimeOffset now, List<StoredCookie> into)
    {
        into.Clear();
        Visited = 0;
        var buckets = 0;
        var byName = _buckets.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var domain = host.AsSpan(); !domain.IsEmpty; domain = Parent(domain))
        {
            if (byName.TryGetValue(domain, out var bucket))
            {
                buckets++;
                Select(bucket.Cookies, domain.Length == host.Length, path, isSecure, now, into);
            }
        }

        if (buckets > 1)
        {
            into.Sort(StoredCookie.Order);
        }
    }

    internal int RemoveAll(Predicate<Cookie> match)
    {
        var removed = 0;
        foreach (var bucket in _buckets.Values.ToArray())
        {
            foreach (var stored in bucket.Cookies.FindAll(stored => match(stored.Cookie)))
            {
                Remove(bucket, stored);
                removed++;
            }
        }

        return removed;
    }

    internal void RemoveEnded(DateTimeOffset now)
    {
        if (now >= _nextExpiry)
        {
            RemoveAll(cookie => cookie.Expires <= now);
            _nextExpiry = All.Min(stored => stored.Cookie.Expires) ?? DateTimeOffset.MaxValue;
        }
    }

    private static ReadOnlySpan<char> Parent(ReadOnlySpan<char> domain)
    {
        var dot = domain.IndexOf('.');
        return dot < 0 ? default : domain[(dot + 1)..];
    }

    private void Select(
        List<StoredCookie> from, bool isHost, string path, bool isSecure, DateTimeOffset now, List<StoredCookie> into)
    {
        Visited += from.Count;
        foreach (var stored in from)
        {
            var cookie = stored.Cookie;
            if ((isHost || !cookie.HostOnly) && (isSecure || !cookie.Secure)
                && !(cookie.Expires <= now) && CookieRules.PathMatches(path, cookie.Path))
            {
                into.Add(stored);
            }
        }
    }

    // Whether there is a Secure cookie of this name for the same, a higher or a lower domain, whose path covers this
    // one's.
    private bool HidesSecure(Cookie cookie)
    {
        foreach (var (domain, bucket) in _buckets)
        {
            if ((domain == cookie.Domain || CookieRules.IsBelow(domain, cookie.Domain)
                || CookieRules.IsBelow(cookie.Domain, domain))
                && bucket.Cookies.Exists(stored => stored.Cookie.Secure && stored.Cookie.Name == cookie.Name
                    && CookieRules.PathMatches(cookie.Path, stored.Cookie.Path)))
            {
                return true;
            }
        }

        return false;
    }

    private void KeepLimits(CookieBucket added, bool sparesSecure)
    {
        while (_limits.Crowded(_count, added, _buckets.Values) is { } crowd)
        {
            var (bucket, excess) = _limits.Choose(crowd, sparesSecure);
            Remove(bucket, excess);
        }
    }

    private CookieBucket Add(StoredCookie stored)
    {
        var cookie = stored.Cookie;
        if (!_buckets.TryGetValue(cookie.Domain, out var bucket))
        {
            _buckets[cookie.Domain] = bucket = new CookieBucket(cookie.Domain);
        }

        bucket.Add(stored);
        _count++;
        _secure += cookie.Secure ? 1 : 0;
        _nextExpiry = cookie.Expires < _nextExpiry ? cookie.Expires.Value : _nextExpiry;
        _limits.Note(bucket, 1);
        return bucket;
    }

    private void Remove(CookieBucket bucket, StoredCookie cookie)
    {
        bucket.Cookies.Remove(cookie);
        _count--;
        _secure -= cookie.Cookie.Secure ? 1 : 0;
        _limits.Note(bucket, -1);
        if (bucket.Cookies.Count == 0)
        {
            _buckets.Remove(bucket.Domain);
        }
    }
}
