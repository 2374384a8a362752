using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// One connection of HTTP/1.1: it serves one request at a time, on the caller's thread when the call is a blocking one.
/// The deadline and the caller's token end a wait by closing the wire; what then fails is named by <see cref="Fail"/>.
/// </summary>
internal sealed partial class Http1Connection : PooledConnection
{
    private const int LargestRecord = 16 * 1024;

    // Set once.
    private readonly Wire _wire;
    private readonly Stream _stream; // Of the wire, as the next two.
    private readonly TlsRecordStream? _records;
    private readonly ConnectionDeadline _deadline;

    // Only the flow of control that has the connection: the call's, and then the body's. While a body is sent, the
    // reading of the answer beside it has the parser and what was received.
    private readonly ResponseHeadParser _parser;
    private CancellationTokenRegistration _cancellation;
    private Request? _request;
    private SendContext? _call;
    private bool _keepsAlive;
    private bool _hasServed;
    // How long the server said that it keeps an idle connection. The pool asks while it is idle.
    private TimeSpan? _idleLimit;
    private string? _hint;        // The field that says so; one that says the same is the same text.
    private bool _hasReadOn;
    private long _answeredAt;

    // By compare and exchange.
    private bool _isClosed;

    internal Http1Connection(Route route, Wire wire, ILease lease, HeadLimit headLimit)
        : base(route, lease, wire.Facts.Time)
    {
        _wire = wire;
        _parser = new ResponseHeadParser(headLimit);
        (_stream, _records, _deadline) = (wire.Stream, wire.Records, wire.Deadline);
        wire.SparesSocket = EndsSendingAlone;
    }

    /// <summary>What is known of it.</summary>
    internal ConnectionInfo Facts => _wire.Facts;

    internal override bool IsExpired(Limits limits, long now) =>
        WasIdleTooLong(limits, now) || (_idleLimit is { } told && IsOlder(IdleSince, told, now))
            || IsTooOld(limits, now);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal override async ValueTask<Outcome> SendAsync(Request request, SendContext call)
    {
        var isReused = !call.TakeMade(this);
        var began = call.Now();
        Begin(request, call);
        var (isSent, unsent) = (false, default(Exception?));
        try
        {
            unsent = await TrySendAsync(request, call).ConfigureAwait(false);
            isSent = true;
            EndWriting();
            if (unsent is null)
            {
                _output.GiveBack();
            }

            var sent = call.ReadClock();
            StartWaiting(call, sent);

            ThrowIfBroken(_answer is { } answer ? await answer.ConfigureAwait(false) : null);
            while (!_hasHead)
            {
                TakesHead(await ReadHeadAsync(call.IsBlocking).ConfigureAwait(false));
            }

            EndWait();

            _answeredAt = call.ReadClock();
            return new Outcome(
                Answered(request, unsent is null, new SendTimestamps(call.Asked, began, sent, _answeredAt), isReused),
                null);
        }
        catch (RequestException failure)
        {
            return new Outcome(null, failure);
        }
        catch (Exception cause) when (isSent && FailureMapping.IsOfNetwork(cause))
        {
            // What the caller's own body threw is the caller's, and passes through. What stopped the sending is the
            // reason, when there was no answer to it.
            var failure = Fail(unsent ?? cause, unsent is null ? TimeoutPhase.Read : TimeoutPhase.Send);
            return new Outcome(null, failure as RequestException ?? throw failure);
        }
        catch
        {
            Dispose(); // No response owns it yet.
            throw;
        }
    }

    private void StartWaiting(SendContext call, long sent)
    {
        if (!_isWithheld)
        {
            _deadline.Start(
                _isPastSendLimit
                    ? AnswerThatIsHere with { Phase = _deadline.Binding }
                    : call.LimitOf(TimeoutPhase.Read, sent),
                call.IsBlocking,
                sent);
        }
    }

    // A read that has begun already gives the beginning of the answer.
    private ValueTask<int> ReadHeadAsync(bool isBlocking) =>
        _early is { } early ? TakeEarlyAsync(early)
        : _isReadingAhead ? TakeAhead()
        : isBlocking ? new ValueTask<int>(_stream.Read(Received.Free(LargestRecord).Span))
        : _stream.ReadAsync(Received.Free(LargestRecord));

    /// <summary>
    /// Ends the exchange, and gives the moment: the connection goes back to the pool if it can serve again.
    /// </summary>
    internal long Finish(bool wasAborted)
    {
        var now = _hasReadOn ? Time.GetTimestamp() : _answeredAt;
        _cancellation.Dispose();
        EndSending();
        _hasServed = true;
        (_request, _call) = (null, null);
        var isClean = Received.Count == 0 && _records is not { HasMore: true };
        var servesAgain = _keepsAlive && !wasAborted && isClean;
        if (!servesAgain || !IsWanted || Received.IsUnderRead)
        {
            Received.GiveBack(); // Before the connection is another's.
        }

        if (servesAgain)
        {
            Lease.Release(this, now);
        }
        else
        {
            Dispose();
        }

        return now;
    }

    /// <summary>Makes what is waited for fail; from any thread.</summary>
    internal void Abort() => _wire.Abort();

    /// <summary>Closes a connection whose response was left behind, unread and undisposed.</summary>
    internal void Abandon()
    {
        Lease.NoteAbandoned();
        Dispose();
    }

    /// <summary>Closes the connection and gives what the failure is to a caller.</summary>
    internal Exception Fail(Exception cause, TimeoutPhase phase)
    {
        var isStale = HasRested && !_parser.HasBegun && Received.Count == 0;
        var failure = FailureMapping.FromException(
            cause, phase, _deadline.Stop(), isStale, _request!, _call!, _deadline.Binding, _hasHead);
        Dispose();
        return failure;
    }

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
            _wire.Dispose();
        }
        finally
        {
            if (!keepsPlace)
            {
                Lease.Free(this);
            }
        }
    }

    private void Begin(Request request, SendContext call)
    {
        (_request, _call) = (request, call);
        _parser.Reset();
        _deadline.Begin();
        _hasReadOn = _isPastSendLimit = _isWithheld = _hasHead = false;
        _cancellation = call.CancellationToken.UnsafeRegister(static wire => ((Wire)wire!).Abort(), _wire);
    }

    private static bool IsClose(Request request) =>
        string.Equals(request.Headers[HeaderNames.Connection], "close", StringComparison.OrdinalIgnoreCase);

    private Response Answered(Request request, bool wasSent, SendTimestamps moments, bool isReused)
    {
        var head = _parser.Result;
        var framing = Framing.ForResponse(request.Method, head);
        _idleLimit = HintOf(head.Headers["Keep-Alive"]);
        _keepsAlive = framing.KeepsAlive && wasSent && !_isWithheld
            && !IsClose(request) && _idleLimit != TimeSpan.Zero && !IsProxysLast(head);
        var body = new Http1Body(this, framing);
        var response = new Response(request, head, body, Facts, moments, isReused) { WasBodyWithheld = _isWithheld };
        body.EndIfEmpty(); // Last, because it gives the connection away.
        return response;
    }

    // No standard has the field, but proxies that are about to close say so in it.
    private bool IsProxysLast(ResponseHead head) =>
        Route.IsForwarded
            && string.Equals(head.Headers["Proxy-Connection"], "close", StringComparison.OrdinalIgnoreCase);

    private TimeSpan? HintOf(string? field)
    {
        if (ReferenceEquals(field, _hint))
        {
            return _idleLimit;
        }

        _hint = field;
        return KeepAliveHint.Parse(field);
    }
}
