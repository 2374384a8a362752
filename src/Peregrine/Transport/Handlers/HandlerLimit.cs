namespace Peregrine;

/// <summary>
/// The deadline of what a handler is doing: one token that the caller or the limit of the current phase ends. One
/// object serves a call after the other (<see cref="HandlerLimits"/>).
/// </summary>
internal sealed class HandlerLimit : IDisposable
{
    private readonly HandlerLimits _owner;
    private readonly ConnectionDeadline _deadline;
    private Request? _request;
    private SendContext? _call;
    private CancellationTokenSource _stop = new();
    private CancellationTokenRegistration _caller;
    private TimeoutPhase _phase;
    private bool _hasPassed; // The deadline has ended the token, or is about to.

    internal HandlerLimit(HandlerLimits owner, Request request, SendContext call)
    {
        (_owner, Time) = (owner, call.Time);
        _deadline = new ConnectionDeadline(call.Time, Cancel);
        Begin(request, call);
    }

    /// <summary>Whose time it is.</summary>
    internal TimeProvider Time { get; }

    /// <summary>The call that it serves.</summary>
    internal SendContext Call => _call!;

    /// <summary>What the caller's own body threw, if it did.</summary>
    internal Exception? OwnFailure { get; set; }

    /// <summary>Whether the head of the reply has come: what fails now is its body.</summary>
    internal bool HasHead { get; set; }

    internal CancellationToken Token => _stop.Token;

    /// <summary>
    /// Whether a phase was started and not stopped, such as by the end of the request's body: a wait has to be timed
    /// then though it may be none.
    /// </summary>
    internal bool IsRunning { get; private set; }

    /// <summary>Begins to serve a call.</summary>
    internal void Begin(Request request, SendContext call)
    {
        (_request, _call, _phase, HasHead) = (request, call, TimeoutPhase.Read, false);
        _deadline.Begin();
        if (call.CancellationToken.CanBeCanceled)
        {
            _caller = call.CancellationToken.UnsafeRegister(static limit => ((HandlerLimit)limit!).Cancel(), this);
        }
    }

    /// <summary>Starts a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="now">The moment, where the clock was read just now.</param>
    internal void Start(TimeoutPhase phase, long? now = null)
    {
        (_phase, IsRunning) = (phase, true);
        var limit = _call!.LimitOf(phase, now);
        if (limit.Length == Timeout.InfiniteTimeSpan)
        {
            _deadline.Stop(); // That of the phase before.
        }

        _deadline.Start(limit, isBlocking: false, now ?? Time.GetTimestamp());
    }

    internal void Stop()
    {
        IsRunning = false;
        _hasPassed = _deadline.Stop();
    }

    /// <summary>
    /// Ends a body whose reads are ready each time, so that no wait of it is timed, with the time of the whole call.
    /// </summary>
    /// <exception cref="OperationCanceledException">That time is over; <see cref="FailureOf"/> tells it so.</exception>
    internal void ThrowIfCallIsOver()
    {
        if (_call!.IsOver())
        {
            throw new OperationCanceledException("The time of the call is over.", new TimeoutException());
        }
    }

    /// <summary>
    /// Ends what is under way; from any thread. It must be of the call that has the limit, which is not used again.
    /// </summary>
    internal void Abort() => Cancel();

    /// <summary>
    /// The call has ended well: the limit serves another, unless something of this call might still end its token or
    /// start a phase.
    /// </summary>
    internal void Release()
    {
        if (IsRunning)
        {
            Stop();
        }

        // A body of a request may still be sent when the reply has ended. A registration that is gone already has
        // cancelled the token, or is about to.
        var isFree = _request!.Body is null && !_hasPassed && (_caller == default || _caller.Unregister());
        if (!isFree || !TryRenewToken())
        {
            Dispose();
            return;
        }

        (_request, _call, _caller) = (null, null, default);
        _owner.Return(this);
    }

    /// <summary>
    /// What a handler's failure is to a caller; null for what is not of the network and passes through.
    /// </summary>
    internal Exception? FailureOf(Exception cause) => cause switch
    {
        OperationCanceledException when _call!.CancellationToken.IsCancellationRequested
            || HasExpired || cause.InnerException is TimeoutException
            => FailureMapping.FromException(
                cause, _phase, hasExpired: true, isStale: false, _request!, _call!, _deadline.Binding, HasHead),
        BrokenSendException { InnerException: { } broken } => FailureOf(broken),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            Connect(cause, ConnectStage.Dns),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
            Connect(cause, ConnectStage.Socket),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            Connect(cause, ConnectStage.Tls),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            Connect(cause, ConnectStage.Proxy),
        HttpRequestException or IOException => FailureMapping.FromException(
            cause, _phase, HasExpired, isStale: false, _request!, _call!, _deadline.Binding, HasHead),
        _ => null,
    };

    public void Dispose()
    {
        _caller.Dispose();
        _deadline.Dispose();
        _stop.Dispose();
    }

    // Nothing but the caller and the deadline ends the token.
    private bool HasExpired => _stop.IsCancellationRequested && !_call!.CancellationToken.IsCancellationRequested;

    // Only a handler that is known to let go of its token gets the same again: a handler of the caller's may look at it
    // after the call, and must not see there how another call has ended.
    private bool TryRenewToken()
    {
        if (_owner.ReusesTokens)
        {
            return _stop.TryReset();
        }

        if (_stop.IsCancellationRequested)
        {
            return false;
        }

        _stop.Dispose();
        _stop = new CancellationTokenSource();
        return true;
    }

    private void Cancel()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What was to be ended had ended.
        }
    }

    private Exception Connect(Exception cause, ConnectStage stage) =>
        FailureMapping.Connect(cause, stage, null, HasExpired, _request!, _call!, _deadline.Binding);
}
