namespace Peregrine;

/// <summary>
/// One connection of HTTP/2 (RFC 9113), shared by many requests. One loop reads frames and tells each stream what has
/// come; what is sent goes through one output. No code but ours runs on the loop, and no lock is held while anything is
/// waited for.
/// </summary>
internal sealed partial class Http2Connection : PooledConnection
{
    // Set once.
    private readonly Wire _wire;
    private readonly Stream _stream; // Of the wire.
    private readonly Http2FrameWriter _output;
    private readonly Http2KeepAlive _keepAlive;
    private readonly FloodWatch _flood;

    // Written under the lock of the output, once.
    private Exception? _failure; // Why it takes and gives no more.

    // By compare and exchange.
    private bool _isClosed;

    private Http2Connection(Route route, Wire wire, ILease lease, HeadLimit headLimit)
        : base(route, lease, wire.Facts.Time)
    {
        _wire = wire;
        _stream = wire.Stream;
        _headLimit = headLimit;
        _head = new Http2Head(headLimit);
        _flood = new FloodWatch(Time);
        _output = new Http2FrameWriter(_stream, Prepare, OnBroken);
        _keepAlive = new Http2KeepAlive(Time, () => Volatile.Read(ref _open) > 0, Ask, OnLate, OnSilence);
        Deadlines = new StreamDeadlines(Time);
    }

    internal override bool IsShared => true;

    /// <summary>
    /// How many requests it takes at a time: one until the server has said, and none while it is in doubt whether the
    /// server is there.
    /// </summary>
    internal override int MaxConcurrent => _keepAlive.IsInDoubt ? 0 : IsYoung ? 1 : _settings.MostStreams;

    /// <summary>Whether the server has yet to say how many it takes.</summary>
    internal bool IsYoung => !Volatile.Read(ref _hasSettings);

    /// <summary>
    /// Whether a word of the server is awaited that lets it take more requests: its settings, or that it is there.
    /// </summary>
    internal override bool IsAwaited => _keepAlive.IsInDoubt ? _keepAlive.IsAnswerDue : IsYoung;

    /// <summary>What is known of it.</summary>
    internal ConnectionInfo Facts => _wire.Facts;

    internal StreamDeadlines Deadlines { get; }

    /// <summary>Whether the server has ended the connection.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>
    /// Whether the server said so: what it did not answer it may not have seen, be the connection as new as it may.
    /// </summary>
    internal bool IsLeaving => Volatile.Read(ref _isLeaving);

    /// <summary>Begins to speak HTTP/2 on a wire.</summary>
    internal static Http2Connection Start(Route route, Wire wire, ILease lease, HeadLimit headLimit)
    {
        wire.IgnoreRecords();
        var connection = new Http2Connection(route, wire, lease, headLimit);
        connection.WritePreface();
        if (ExecutionContext.IsFlowSuppressed())
        {
            _ = connection.ReceiveAsync();
            return connection;
        }

        // What the first caller carries along is not the connection's.
        using (ExecutionContext.SuppressFlow())
        {
            _ = connection.ReceiveAsync();
        }

        return connection;
    }

    internal override ValueTask<Outcome> SendAsync(Request request, SendContext call) =>
        new Http2Stream(this, request, call).RunAsync();

    internal override void GiveBack(long? now = null)
    {
        if (IsYoung)
        {
            _output.Flush(isHere: true); // One that was opened ahead has said nothing yet.
        }

        if (Volatile.Read(ref _failure) is not null)
        {
            Lease.Retire(this); // It may have ended before the pool knew it.
        }

        base.GiveBack(now);
    }

    /// <summary>It takes no more requests.</summary>
    internal void GiveUp() => Lease.Retire(this);

    /// <summary>A request was given up because what it waited for did not come: the server may be gone.</summary>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="wasLimit">Whether a limit ended it, or the caller.</param>
    /// <param name="wasSending">Whether the server took nothing of its body.</param>
    internal void NoteInVain(long sentAt, bool wasLimit, bool wasSending)
    {
        if (wasSending && wasLimit && HasNoWindow())
        {
            GiveUp(); // The other bodies on it would wait for the same window.
        }

        _keepAlive.NoteInVain(sentAt, wasLimit);
    }

    /// <summary>The server demands HTTP/1.1.</summary>
    internal void NoteHttp11() => Lease.NoteHttp11(Route.Origin);

    internal void NoteAbandoned() => Lease.NoteAbandoned();

    internal override void Close(bool keepsPlace)
    {
        if (Interlocked.Exchange(ref _isClosed, true))
        {
            return;
        }

        lock (_output.Gate)
        {
            _failure ??= new ObjectDisposedException(SessionName.Full);
        }

        _keepAlive.Dispose();
        Deadlines.Dispose();
        _wire.Dispose();
    }

    // Ends the connection, and with it every request: the server did, or broke a rule. Where it broke it on one stream
    // that is under way, the others are only cut off.
    private void Fail(Exception cause, bool byServer, int onStream = 0)
    {
        Http2Stream[] open;
        lock (_output.Gate)
        {
            if (_failure is not null)
            {
                return;
            }

            (_failure, HasEnded) = (cause, byServer);
            if (cause is Http2ConnectionException fault && !byServer)
            {
                WriteGoAway(fault.Code);
            }

            open = [.. _streams.Values];
            Array.ForEach(open, stream => stream.Upload?.Stop(cause));
        }

        _output.Flush(isHere: true);
        Lease.Retire(this);
        var cut = cause is Http2ConnectionException own && Array.Exists(open, stream => stream.Id == onStream)
            ? own.OnAnotherStream()
            : cause;
        foreach (var stream in open)
        {
            stream.TakeFailure(stream.Id == onStream ? cause : cut, wasReset: true);
            stream.Wake();
        }

        _wire.Dispose();
    }

    // What was answered before may lie unread: the loop finds the end.
    private void OnBroken(Exception cause)
    {
        lock (_output.Gate)
        {
            _unsendable = cause;
        }

        Lease.Retire(this);
    }

    private bool HasNoWindow()
    {
        lock (_output.Gate)
        {
            return !_sendWindow.IsOpen;
        }
    }

    private void OnLate() => Lease.ServeWaiters(this);

    private void OnSilence() => Fail(
        new Http2ConnectionException(
            Http2ErrorCode.NoError,
            "the server is silent, and does not answer when asked whether it is there",
            HttpRequestError.ResponseEnded),
        byServer: false);
}
