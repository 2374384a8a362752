namespace Peregrine;

/// <summary>
/// How many cookies a jar keeps, of one registrable domain and in all, and which one it removes when there are more
/// (RFC 6265bis, section 5.7). Domains are counted only once there are as many cookies as one may have: most jars never
/// look up a registrable domain.
/// </summary>
internal sealed class CookieLimits
{
    internal const int PerSite = 180;
    internal const int InAll = 3000;

    // A domain with more cookies than this loses some first.
    private const int FairShare = 50;

    private Dictionary<string, int>? _bySite;

    /// <summary>Counts a cookie that was added (1) or removed (-1).</summary>
    internal void Note(CookieBucket bucket, int change)
    {
        if (_bySite is not null)
        {
            _bySite[bucket.Site] = CountOf(bucket) + change;
            if (CountOf(bucket) == 0)
            {
                _bySite.Remove(bucket.Site);
            }
        }
    }

    /// <summary>
    /// The buckets from which one cookie is to be removed, now that one was added; null when the limits are kept.
    /// </summary>
    internal IEnumerable<CookieBucket>? Crowded(int total, CookieBucket added, IEnumerable<CookieBucket> all)
    {
        if (total <= PerSite)
        {
            return null;
        }

        _bySite ??= all.GroupBy(bucket => bucket.Site)
            .ToDictionary(site => site.Key, site => site.Sum(bucket => bucket.Cookies.Count), StringComparer.Ordinal);
        return CountOf(added) > PerSite ? all.Where(bucket => bucket.Site == added.Site) : total > InAll ? all : null;
    }

    /// <summary>
    /// The cookie to remove: first those that are not Secure, of a domain with many, then any of a domain with many,
    /// then any; the least recently used one among equals.
    /// </summary>
    internal (CookieBucket Bucket, StoredCookie Cookie) Choose(IEnumerable<CookieBucket> crowd, bool sparesSecure)
    {
        var (where, which, order) =
            (default(CookieBucket), default(StoredCookie), (int.MaxValue, DateTimeOffset.MaxValue, long.MaxValue));
        foreach (var bucket in crowd)
        {
            var isLarge = CountOf(bucket) > FairShare;
            foreach (var stored in bucket.Cookies)
            {
                var mine = (isLarge ? stored.Cookie.Secure ? 1 : 0 : 2, stored.LastAccessed, stored.Sequence);
                if ((!sparesSecure || !stored.Cookie.Secure) && mine.CompareTo(order) < 0)
                {
                    (where, which, order) = (bucket, stored, mine);
                }
            }
        }

        return (where!, which!);
    }

    private int CountOf(CookieBucket bucket) => _bySite!.GetValueOrDefault(bucket.Site);
}
