using System.Net;

namespace Peregrine;

/// <summary>
/// One connection of HTTP/2, shared by many requests. The framing is the platform's: a handler of its own is given the stream
/// that our dialer made, once, so that handler and connection are one thing, which the pool can count, retire and close
/// (decision 9).
/// </summary>
internal sealed class Http2Connection : PooledConnection
{
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(30);
    private readonly Stream _plain;
    private readonly ConnectionPool _pool;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _invoker;
    private readonly FrameWatch _frames;
    private readonly long _madeAt;
    private bool _wasGiven;
    private bool _isClosed;

    internal Http2Connection(PoolKey key, Stream plain, WireFacts facts, ConnectionPool pool)
        : base(key)
    {
        _plain = plain;
        _pool = pool;
        _time = facts.Time;
        _madeAt = _time.GetTimestamp();
        _frames = new FrameWatch(_time);
        Deadlines = new StreamDeadlines(_time);
        Facts = facts;
        _invoker = new HttpMessageInvoker(MakeHandler(), disposeHandler: true);
    }

    /// <summary>How many requests are under way. Touched only under the pool's lock, as the next two are.</summary>
    internal int Streams { get; set; }

    /// <summary>Whether it takes no more requests.</summary>
    internal bool IsRetired { get; set; }

    /// <summary>How many requests it takes at a time; one until the server has said.</summary>
    internal int MostStreams => _frames.HasSettings ? _frames.MostStreams : 1;

    /// <summary>Whether the server has yet to say how many it takes.</summary>
    internal bool IsYoung => !_frames.HasSettings;

    /// <summary>Whether a response may have had trailers.</summary>
    internal bool HasTrailers => _frames.HasTrailers;

    /// <summary>What is known of it.</summary>
    internal WireFacts Facts { get; }

    internal StreamDeadlines Deadlines { get; }

    /// <summary>Whether the server has ended the connection.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>Whether the server said so: what it did not answer it may not have seen, be the connection as new as it may.</summary>
    internal bool IsLeaving => _frames.IsLeaving;

    internal override ValueTask<Outcome> SendAsync(Request request, Call call) => new Http2Exchange(this, request, call).RunAsync();

    internal Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
        _invoker.SendAsync(message, cancellationToken);

    internal override void GiveBack(long? now = null) => _pool.Release(this, now ?? _time.GetTimestamp());

    internal override bool IsExpired(Limits limits, long now) =>
        (Streams == 0 && HasRested && IsOlder(IdleSince, limits.IdleExpiry, now)) || IsOlder(_madeAt, limits.Lifetime, now);

    /// <summary>The server sent this; the engine reads it next.</summary>
    internal void NoteRead(ReadOnlySpan<byte> bytes)
    {
        var (wasYoung, most) = (IsYoung, MostStreams);
        _frames.Read(bytes);
        if (_frames.IsLeaving)
        {
            _pool.Retire(this);
        }
        else if (wasYoung != IsYoung || most < MostStreams)
        {
            _pool.ServeWaiters(this);
        }
    }

    /// <summary>The connection is over.</summary>
    internal void NoteEnd(bool byServer)
    {
        HasEnded |= byServer;
        _pool.Retire(this);
    }

    internal void NoteAbandoned() => _pool.NoteAbandoned();

    internal override void Close(bool keepsPlace)
    {
        if (Interlocked.Exchange(ref _isClosed, true))
        {
            return;
        }

        _invoker.Dispose();
        Deadlines.Dispose();
        _plain.Dispose();
    }

    private SocketsHttpHandler MakeHandler() => new()
    {
        ConnectCallback = (_, _) => Interlocked.Exchange(ref _wasGiven, true)
            ? ValueTask.FromException<Stream>(new NotTakenException())
            : ValueTask.FromResult(_plain),
        PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new WatchedStream(context.PlaintextStream, this)),
        MaxConnectionsPerServer = 1,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        KeepAlivePingDelay = PingAfter,
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        MaxResponseHeadersLength = ResponseHeadParser.MaxBytes / 1024,
        RequestHeaderEncodingSelector = static (name, message) => ((Http2Message)message).WriteField(name),
        ResponseHeaderEncodingSelector = static (_, _) => FieldEncoding.Instance,
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    };

    private bool IsOlder(long moment, TimeSpan limit, long now) => limit != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(moment, now) >= limit;
}
