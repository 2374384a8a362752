using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// One connection of HTTP/1.1: it serves one request at a time, on the caller's thread when the call is a blocking one.
/// The deadline and the caller's token end a wait by closing the socket; what then fails is named by <see cref="Fail"/>.
/// </summary>
internal sealed partial class Http1Connection : PooledConnection
{
    private const int LargestRecord = 16 * 1024;
    private readonly Socket _socket;
    private readonly ConnectionPool _pool;
    private readonly TimeProvider _time;
    private readonly ConnectionDeadline _deadline;
    private readonly ResponseHeadParser _parser = new();
    private readonly long _madeAt;
    private readonly SocketStream _wire;
    private Stream _stream;
    private TlsRecordStream? _records;
    private CancellationTokenRegistration _cancellation;
    private Request? _request;
    private SendContext? _call;
    private bool _keepsAlive;
    private bool _hasServed;
    private TimeSpan? _idleLimit; // How long the server said that it keeps an idle connection.
    private string? _hint;        // The field that says so; one that says the same is the same text.
    private bool _isClosed;
    private bool _hasReadOn;
    private long _answeredAt;

    internal Http1Connection(PoolKey key, Socket socket, ConnectionPool pool, TimeProvider time)
        : base(key)
    {
        _socket = socket;
        _pool = pool;
        _time = time;
        _deadline = new ConnectionDeadline(time, OnExpired);
        _wire = new SocketStream(socket, _deadline);
        _stream = pool.Dialing.Filter?.Invoke(_wire) ?? _wire;
        _madeAt = time.GetTimestamp();
        Facts = new ConnectionInfo(socket, time);
    }

    /// <summary>What is known of it.</summary>
    internal ConnectionInfo Facts { get; }

    /// <summary>What has arrived and was not used yet.</summary>
    internal ReadBuffer Received { get; } = new();

    internal override bool IsExpired(Limits limits, long now) => IsOlder(IdleSince, limits.IdleExpiry, now) || (_idleLimit is { } told && IsOlder(IdleSince, told, now)) || IsOlder(_madeAt, limits.Lifetime, now);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<Outcome> SendAsync(Request request, SendContext call)
    {
        (_request, _call) = (request, call);
        var isReused = !call.TakeMade(this);
        var began = call.Now();
        _parser.Reset();
        _hasReadOn = false;
        _isPastSendLimit = _isWithheld = _hasHead = false;
        _cancellation = call.CancellationToken.UnsafeRegister(static socket => ((Socket)socket!).Dispose(), _socket);
        var (isSent, unsent) = (false, default(Exception?));
        try
        {
            unsent = await TrySendAsync(request, call).ConfigureAwait(false);
            isSent = true;
            EndWriting();
            var sent = call.ReadClock();
            if (!_isWithheld)
            {
                _deadline.Start(_isPastSendLimit ? AnswerThatIsHere : call.LimitOf(TimeoutPhase.Read, sent), call.IsBlocking, sent);
            }

            if (_answer is { } answer)
            {
                ThrowIfBroken(await answer.ConfigureAwait(false));
            }

            while (!_hasHead)
            {
                var read = _early is { } early ? await TakeEarlyAsync(early).ConfigureAwait(false)
                    : _isReadingAhead ? await TakeAhead().ConfigureAwait(false)
                    : call.IsBlocking ? _stream.Read(Received.Free(LargestRecord).Span)
                    : await _stream.ReadAsync(Received.Free(LargestRecord)).ConfigureAwait(false);
                TakesHead(read);
            }

            EndWait();

            _answeredAt = call.ReadClock();
            return new Outcome(Answered(request, unsent is null, new SendTimestamps(call.Asked, began, sent, _answeredAt), isReused), null);
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
        catch (Exception cause) when (isSent && FailureMapping.IsOfNetwork(cause)) // What the caller's own body threw is his.
        {
            // What stopped the sending is the reason, when there was no answer to it.
            var failure = Fail(unsent ?? cause, unsent is null ? TimeoutPhase.Read : TimeoutPhase.Send);
            return new Outcome(null, failure as RequestException ?? throw failure);
        }
        catch
        {
            Dispose(); // No response owns it yet.
            throw;
        }
    }

    /// <summary>Whether TLS was ended without its closing alert: data that ends with the connection may be cut.</summary>
    internal bool WasCutUnderTls => _records is { HasEnded: true };

    /// <summary>Reads bytes of the body: what has arrived, else from the wire; 0 at the end of the stream.</summary>
    internal ValueTask<int> ReadAsync(Memory<byte> into)
    {
        if (Received.Count > 0)
        {
            return new ValueTask<int>(Received.Read(into.Span));
        }

        // TLS is asked for a whole record always: what is left of one would lie where nobody looks.
        return _records is null ? TimedReadAsync(into) : FillAndTakeAsync(into);
    }

    /// <summary>Receives more; 0 at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<int> FillAsync()
    {
        var read = await TimedReadAsync(Received.Free(LargestRecord)).ConfigureAwait(false);
        Received.Received(read);
        return read;
    }

    /// <summary>Ends the exchange, and gives the moment: the connection goes back to the pool if it can serve again.</summary>
    internal long Finish(bool wasAborted)
    {
        var now = _hasReadOn ? _time.GetTimestamp() : _answeredAt;
        _cancellation.Dispose();
        EndSending();
        _hasServed = true;
        (_request, _call) = (null, null);
        if (_keepsAlive && !wasAborted && Received.Count == 0 && _records is not { HasMore: true })
        {
            _pool.Release(this, now);
        }
        else
        {
            Dispose();
        }

        return now;
    }

    /// <summary>Takes in what lies in the socket, up to a bound and without waiting. Under TLS only what was read already counts.</summary>
    internal void TakeWhatIsHere(int atMost)
    {
        while (_records is null && Received.Count < atMost && _socket.Available > 0)
        {
            Received.Received(_socket.Receive(Received.Free(LargestRecord).Span));
        }
    }

    /// <summary>Makes what is waited for fail; from any thread.</summary>
    internal void Abort() => _socket.Dispose();

    /// <summary>Closes a connection whose response was left behind, unread and undisposed.</summary>
    internal void Abandon()
    {
        _pool.NoteAbandoned();
        Dispose();
    }

    /// <summary>Closes the connection and gives what the failure is to a caller.</summary>
    internal Exception Fail(Exception cause, TimeoutPhase phase)
    {
        var isStale = HasRested && !_parser.HasBegun && Received.Count == 0;
        var failure = FailureMapping.FromException(cause, phase, _deadline.Stop(), isStale, _request!, _call!, _deadline.Binding, _hasHead);
        Dispose();
        return failure;
    }

    internal override void GiveBack(long? now = null) => _pool.Release(this, now ?? _time.GetTimestamp());

    internal override void Close(bool keepsPlace)
    {
        if (Interlocked.Exchange(ref _isClosed, true))
        {
            return;
        }

        try
        {
            _cancellation.Dispose();
            EndSending();
            _deadline.Dispose();
            _records?.Dispose();
            _stream.Dispose();
            _socket.Dispose();
        }
        finally
        {
            if (!keepsPlace)
            {
                _pool.Free(Bucket!);
            }
        }
    }

    private static bool IsClose(Request request) =>
        string.Equals(request.Headers[HeaderNames.Connection], "close", StringComparison.OrdinalIgnoreCase);

    private bool IsOlder(long moment, TimeSpan limit, long now) => limit != Timeout.InfiniteTimeSpan && _time.GetElapsedTime(moment, now) >= limit;

    private Response Answered(Request request, bool wasSent, SendTimestamps moments, bool isReused)
    {
        var head = _parser.Result;
        var framing = Framing.ForResponse(request.Method, head);
        _idleLimit = HintOf(head.Headers["Keep-Alive"]);
        _keepsAlive = framing.KeepsAlive && wasSent && !_isWithheld && !IsClose(request) && _idleLimit != TimeSpan.Zero && !IsProxysLast(head);
        var body = new Http1Body(this, framing);
        var response = new Response(request, head, body, Facts, moments, isReused) { WasBodyWithheld = _isWithheld };
        body.EndIfEmpty(); // Last, because it gives the connection away.
        return response;
    }

    // No standard has the field, but proxies that are about to close say so in it.
    private bool IsProxysLast(ResponseHead head) =>
        Key.IsForwarded && string.Equals(head.Headers["Proxy-Connection"], "close", StringComparison.OrdinalIgnoreCase);

    private TimeSpan? HintOf(string? field)
    {
        if (ReferenceEquals(field, _hint))
        {
            return _idleLimit;
        }

        _hint = field;
        return KeepAliveHint.Parse(field);
    }

    // Takes in what was read, and says whether the head is complete.
    private bool TakesHead(int read)
    {
        Received.Received(read);
        _hasHead = _parser.Read(Received.Span, out var consumed);
        Received.Consume(consumed);
        return _hasHead || (read == 0
            ? throw new MalformedException("the server closed the connection without an answer", HttpRequestError.ResponseEnded)
            : false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FillAndTakeAsync(Memory<byte> into) =>
        await FillAsync().ConfigureAwait(false) == 0 ? 0 : Received.Read(into.Span);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> TimedReadAsync(Memory<byte> into)
    {
        _hasReadOn = true;
        if (_call!.IsBlocking)
        {
            _deadline.Start(_call.LimitOf(TimeoutPhase.Read), isBlocking: true);
            var count = _stream.Read(into.Span);
            EndWait();
            return count;
        }

        var read = _stream.ReadAsync(into);
        if (read.IsCompletedSuccessfully)
        {
            return _call.IsOver() ? throw new SocketException((int)SocketError.TimedOut) : read.Result;
        }

        _deadline.Start(_call.LimitOf(TimeoutPhase.Read), isBlocking: false);
        var received = await read.ConfigureAwait(false);
        EndWait();
        return received;
    }

    // What came in the moment in which the time was over came too late: the socket is closed already.
    private void EndWait()
    {
        if (_deadline.Stop())
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
    }
}
