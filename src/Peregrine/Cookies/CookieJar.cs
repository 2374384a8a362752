using System.Collections;
using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// The cookies of a session (RFC 6265bis): each is sent back to the host that set it, or to the domain that the server
/// named. A server can't name a public suffix such as <c>co.uk</c>. Several threads may use a jar at once.
/// </summary>
/// <remarks>
/// A jar keeps at most 180 cookies for one registrable domain, and 3,000 in all; then the least recently used ones are
/// removed. A cookie is ignored when name and value have more than 4,096 bytes or hold a control character. A cookie is
/// kept for at most 400 days.
/// </remarks>
[TypeConverter(typeof(OptionTextConverter<CookieJar>))]
public sealed partial class CookieJar : IReadOnlyCollection<Cookie>, IOptionText<CookieJar>
{
    private readonly Lock _gate = new();
    private readonly CookieStore _store = new();
    private readonly List<StoredCookie> _matches = [];
    private readonly CookieHeader _header = new();
    private readonly TimeProvider _time;
    private readonly bool _isClosed;

    // Under the lock: the origin that was asked for last, and whether Secure cookies go there.
    private Origin? _asked;
    private bool _isSecure;

    /// <summary>An empty jar.</summary>
    /// <param name="timeProvider">The clock by which cookies expire. The default is the system's.</param>
    public CookieJar(TimeProvider? timeProvider = null) => _time = timeProvider ?? TimeProvider.System;

    private CookieJar(bool isClosed)
        : this() => _isClosed = isClosed;

    /// <summary>
    /// A jar that stays empty: the session keeps no cookies. It ignores what servers set; adding a cookie by code
    /// throws an <see cref="InvalidOperationException"/>.
    /// </summary>
    public static CookieJar None { get; } = new(isClosed: true);

    /// <summary>
    /// Stays empty too: each call has a jar of its own, made when a server sets a first cookie, and dropped after the
    /// call.
    /// </summary>
    internal static CookieJar ForEachCall { get; } = new(isClosed: true);

    /// <summary>How many cookies there are, without expired ones.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                _store.RemoveEnded(_time.GetUtcNow());
                return _store.Count;
            }
        }
    }

    /// <summary>How many cookies the jar looked at for the last request; for tests.</summary>
    internal int Visited
    {
        get
        {
            lock (_gate)
            {
                return _store.Visited;
            }
        }
    }

    /// <summary>The cookies as they are now, ordered by the time of their creation.</summary>
    public IEnumerator<Cookie> GetEnumerator() => Snapshot(_ => true).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many cookies there are.</summary>
    public override string ToString() => $"{Count} cookies";

    /// <summary>Keeps what a response sets (RFC 6265bis, section 5.7).</summary>
    /// <param name="target">Where the response came from.</param>
    /// <param name="headers">Its fields.</param>
    /// <param name="time">The clock.</param>
    /// <param name="call">Gets each cookie that was set or removed; null when there is no call.</param>
    internal void Store(RequestTarget target, Headers headers, TimeProvider time, CallCookies? call = null)
    {
        if (_isClosed || !headers.Contains(HeaderNames.SetCookie))
        {
            return;
        }

        var url = target.Uri;
        var (now, isSecure) = (time.GetUtcNow(), CookieRules.IsSecure(url));
        foreach (var field in headers.AsSpan())
        {
            if (field.IsNamed(HeaderNames.SetCookie) && SetCookie.Parse(field, url, now) is { } parsed
                && CookieRules.Admitted(parsed, url) is { } cookie)
            {
                lock (_gate)
                {
                    if (_store.Put(cookie, now, isSecure))
                    {
                        call?.Note(cookie);
                    }
                }
            }
        }
    }

    /// <summary>
    /// The <c>Cookie</c> field for a request (RFC 6265bis, section 5.8), or null when there is nothing to send. The
    /// caller's own cookies replace those of the jar by name.
    /// </summary>
    internal Header? HeaderFor(RequestTarget target, IReadOnlyList<KeyValuePair<string, string>> own, TimeProvider time)
    {
        if (_store.Count == 0)
        {
            return own.Count == 0 ? null : Write(new CookieHeader(), own);
        }

        lock (_gate)
        {
            Select(target, time.GetUtcNow());
            return _matches.Count == 0 && own.Count == 0 ? null : Write(_header, own);
        }
    }

    private static bool Has(IReadOnlyList<KeyValuePair<string, string>> own, string name)
    {
        for (var i = 0; i < own.Count; i++)
        {
            if (own[i].Key == name)
            {
                return true;
            }
        }

        return false;
    }

    private Header? Write(CookieHeader header, IReadOnlyList<KeyValuePair<string, string>> own)
    {
        foreach (var stored in ReferenceEquals(header, _header) ? _matches : [])
        {
            if (!Has(own, stored.Cookie.Name) && !header.Add(stored.Cookie))
            {
                break;
            }
        }

        for (var i = 0; i < own.Count; i++)
        {
            header.Add(own[i].Key, own[i].Value);
        }

        return header.Finish();
    }

    static CookieJar IOptionText<CookieJar>.FromText(string text) =>
        OptionText.Is(text, nameof(None))
            ? None
            : throw new FormatException("Written as text, a CookieJar can only be None; make any other in code.");

    // Fills _matches, and notes that each of them is used.
    private void Select(RequestTarget target, DateTimeOffset now)
    {
        var (host, path) = target.Origin.IsUnixSocket
            ? (CookieRules.HostOf(target.Uri), target.Uri.AbsolutePath)
            : (target.Origin.Host, target.Written.Path);
        _store.Select(host, path, IsSecure(target.Origin), now, _matches);
        foreach (var stored in _matches)
        {
            stored.LastAccessed = now;
        }
    }

    // The last answer serves again: to read an address costs 40 bytes a call.
    private bool IsSecure(Origin origin)
    {
        if (_asked != origin)
        {
            (_asked, _isSecure) = (origin, CookieRules.IsSecure(origin));
        }

        return _isSecure;
    }
}
