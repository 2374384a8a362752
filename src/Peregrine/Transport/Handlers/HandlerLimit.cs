namespace Peregrine;

/// <summary>
/// The deadline of what a handler is doing: one token that the caller or the limit of the current phase ends.
/// </summary>
internal sealed class HandlerLimit : IDisposable
{
    private readonly Request _request;
    private readonly SendContext _call;
    private readonly CancellationTokenSource _stop;
    private readonly ConnectionDeadline _watch;
    private TimeoutPhase _phase = TimeoutPhase.Read;

    internal HandlerLimit(Request request, SendContext call)
    {
        (_request, _call) = (request, call);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken);
        _watch = new ConnectionDeadline(call.Time, _stop.Cancel);
    }

    /// <summary>What the caller's own body threw, if it did.</summary>
    internal Exception? OwnFailure { get; set; }

    /// <summary>Whether the head of the reply has come: what fails now is its body.</summary>
    internal bool HasHead { get; set; }

    internal CancellationToken Token => _stop.Token;

    internal void Start(TimeoutPhase phase)
    {
        _phase = phase;
        _watch.Stop();
        _watch.Start(_call.LimitOf(phase), isBlocking: false);
    }

    internal void Stop() => _watch.Stop();

    /// <summary>Ends what is under way; from any thread.</summary>
    internal void Abort()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It had ended.
        }
    }

    /// <summary>
    /// What a handler's failure is to a caller; null for what is not of the network and passes through.
    /// </summary>
    internal Exception? FailureOf(Exception cause) => cause switch
    {
        OperationCanceledException when _call.CancellationToken.IsCancellationRequested
            || HasExpired || cause.InnerException is TimeoutException
            => FailureMapping.FromException(
                cause, _phase, hasExpired: true, isStale: false, _request, _call, _watch.Binding, HasHead),
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
            cause, _phase, HasExpired, isStale: false, _request, _call, _watch.Binding, HasHead),
        _ => null,
    };

    public void Dispose()
    {
        _watch.Dispose();
        _stop.Dispose();
    }

    // Nothing but the caller and the watch ends the token.
    private bool HasExpired => _stop.IsCancellationRequested && !_call.CancellationToken.IsCancellationRequested;

    private Exception Connect(Exception cause, ConnectStage stage) =>
        FailureMapping.Connect(cause, stage, null, HasExpired, _request, _call, _watch.Binding);
}
