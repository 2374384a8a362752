namespace Peregrine;

/// <summary>A cookie in a jar, with the time that changes whenever it is sent.</summary>
internal sealed class StoredCookie(Cookie cookie, long sequence)
{
    /// <summary>Longer paths come first, then older cookies (RFC 6265bis, section 5.8.3).</summary>
    internal static readonly Comparison<StoredCookie> Order = Compare;

    internal Cookie Cookie { get; } = cookie;

    /// <summary>The order of arrival, for cookies of the same time.</summary>
    internal long Sequence { get; } = sequence;

    internal DateTimeOffset LastAccessed { get; set; } = cookie.LastAccessed;

    internal Cookie Snapshot() =>
        LastAccessed == Cookie.LastAccessed ? Cookie : Cookie with { LastAccessed = LastAccessed };

    private static int Compare(StoredCookie one, StoredCookie other)
    {
        var byPath = other.Cookie.Path.Length.CompareTo(one.Cookie.Path.Length);
        var byAge = byPath != 0 ? byPath : one.Cookie.Created.CompareTo(other.Cookie.Created);
        return byAge != 0 ? byAge : one.Sequence.CompareTo(other.Sequence);
    }
}
