namespace Peregrine;

/// <summary>The deadline of what a handler is doing: one token that the caller or the limit of the current phase ends.</summary>
internal sealed class HandlerLimit : IDisposable
{
    private readonly Request _request;
    private readonly Call _call;
    private readonly CancellationTokenSource _expiry;
    private readonly CancellationTokenSource _either;
    private TimeoutPhase _phase = TimeoutPhase.Read;

    internal HandlerLimit(Request request, Call call)
    {
        (_request, _call) = (request, call);
        _expiry = new CancellationTokenSource(Timeout.InfiniteTimeSpan, call.Time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(call.CancellationToken, _expiry.Token);
    }

    /// <summary>What the caller's own body threw, if it did.</summary>
    internal Exception? OwnFailure { get; set; }

    internal CancellationToken Token => _either.Token;

    internal void Start(TimeoutPhase phase)
    {
        _phase = phase;
        _expiry.CancelAfter(Precise.Timer(_call.LimitOf(phase), _call.Time));
    }

    internal void Stop() => _expiry.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>What a handler's failure is to a caller; null for what is not of the network and passes through.</summary>
    internal Exception? FailureOf(Exception cause) => cause switch
    {
        OperationCanceledException when _call.CancellationToken.IsCancellationRequested || _expiry.IsCancellationRequested || cause.InnerException is TimeoutException
            => FailureMapping.Of(cause, _phase, hasExpired: true, isStale: false, _request, _call),
        BrokenSendException { InnerException: { } broken } => FailureOf(broken),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Connect(cause, ConnectStage.Dns),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => Connect(cause, ConnectStage.Socket),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => Connect(cause, ConnectStage.Tls),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => Connect(cause, ConnectStage.Proxy),
        HttpRequestException or IOException => FailureMapping.Of(cause, _phase, _expiry.IsCancellationRequested, isStale: false, _request, _call),
        _ => null,
    };

    public void Dispose()
    {
        _either.Dispose();
        _expiry.Dispose();
    }

    private Exception Connect(Exception cause, ConnectStage stage) =>
        FailureMapping.Connect(cause, stage, null, _expiry.IsCancellationRequested, _request, _call);
}
