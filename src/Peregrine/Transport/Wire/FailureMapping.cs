using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// The one place where what the platform throws becomes an error of ours, with the request, the phase, the time and the
/// limit.
/// </summary>
internal static class FailureMapping
{
    /// <summary>
    /// Whether the exception is of the platform's network; anything else is the caller's own and passes through.
    /// </summary>
    internal static bool IsOfNetwork(Exception exception) =>
        exception is IOException or SocketException or ObjectDisposedException or MalformedException
            or ProxyException or System.Security.Authentication.AuthenticationException;

    /// <summary>A failure while a connection was used.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="phase">What was being done.</param>
    /// <param name="hasExpired">Whether the watch had fired.</param>
    /// <param name="isStale">Whether the connection had served before and has given nothing this time.</param>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <param name="binding">Which limit the wait had: the phase's own, or <see cref="TimeoutPhase.Total"/>.</param>
    /// <param name="hasHead">Whether the head of the response had come, so that its body was being read.</param>
    internal static Exception FromException(
        Exception cause, TimeoutPhase phase, bool hasExpired, bool isStale,
        Request request, SendContext call, TimeoutPhase binding, bool hasHead = false)
    {
        if (call.CancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(
                $"{request} was cancelled while {PhaseText.During(phase, hasHead)}.", cause, call.CancellationToken);
        }

        if (hasExpired || IsTimeout(cause))
        {
            return RequestTimeoutException.Create(phase, call.Passed(phase, binding), request, hasHead);
        }

        if (TlsAlert.Find(cause) is { } alert && (alert.IsAboutClient || IsOfHandshake(cause)))
        {
            // In TLS 1.3 the server judges the client's certificate after our side of the handshake is over, in TLS 1.2
            // in a second handshake, where one place of the server demands it.
            return new ConnectException(
                $"{request} failed after {PhaseText.Seconds(call.Elapsed)}: no TLS with {request.Target.Authority}: "
                + $"{alert.Describe(call.Transport.Tls?.ClientCertificate is not null)}.",
                request,
                ConnectStage.Tls,
                cause);
        }

        var error = ErrorOf(cause);
        var isCut = error == HttpRequestError.ResponseEnded;
        return new ProtocolException(
            $"{request} failed after {PhaseText.Seconds(call.Elapsed)} while {PhaseText.During(phase, hasHead)}: "
            + $"{Reason(cause)}.",
            request,
            error,
            cause)
        {
            IsStaleConnection = isCut && isStale,
        };
    }

    /// <summary>No connection came about.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="stage">How far the connection came.</param>
    /// <param name="handshake">The handshake with the origin, where that is what failed.</param>
    /// <param name="hasExpired">Whether the time was over.</param>
    /// <param name="request">The request.</param>
    /// <param name="call">The call.</param>
    /// <param name="binding">Which limit the connecting had: its own, or <see cref="TimeoutPhase.Total"/>.</param>
    internal static Exception Connect(
        Exception cause, ConnectStage stage, TlsHandshake? handshake,
        bool hasExpired, Request request, CallContext call, TimeoutPhase binding)
    {
        if (call.CancellationToken.IsCancellationRequested)
        {
            return new OperationCanceledException(
                $"{request} was cancelled while connecting.", cause, call.CancellationToken);
        }

        if (hasExpired || IsTimeout(cause))
        {
            return RequestTimeoutException.Create(
                TimeoutPhase.Connect, call.Passed(TimeoutPhase.Connect, binding), request);
        }

        if (cause is ProxyException proxy)
        {
            return Proxy(proxy, request, call);
        }

        var where = stage switch
        {
            ConnectStage.Dns => $"the host {request.Target.Origin.Host} was not resolved",
            ConnectStage.Tls => $"no TLS with {request.Target.Authority}",
            _ when request.Target.Origin.IsUnixSocket => $"no connection to {request.Target.Origin.SocketPath}",
            _ => $"no connection to {request.Target.Authority}",
        };
        return new ConnectException(
            $"{request} failed after {PhaseText.Seconds(call.Elapsed)}: {where}: "
            + $"{handshake?.Explain(cause) ?? Reason(cause)}.",
            request,
            stage,
            cause)
        {
            IsFinal = cause is AddressRefusedException,
            WasCut = handshake?.WasCut(cause) ?? false,
        };
    }

    /// <summary>A proxy was not reached, or refuses.</summary>
    internal static ConnectException Proxy(ProxyException cause, Request request, CallContext call) => new(
        $"{request} failed after {PhaseText.Seconds(call.Elapsed)}: {cause.Message}.",
        request, ConnectStage.Proxy, cause.InnerException)
    {
        ProxyStatusCode = cause.StatusCode,
        IsFinal = cause.IsFinal,
    };

    /// <summary>
    /// The environment says something that can't be understood: no connection is tried, and trying again is of no use.
    /// </summary>
    internal static ConnectException Environment(EnvironmentException fault, Request request, CallContext call) => new(
        $"{request} failed after {PhaseText.Seconds(call.Elapsed)}: {fault.Message.TrimEnd('.')}.",
        request, fault.Stage, fault.InnerException)
    {
        IsFinal = true,
    };

    private static bool IsOfHandshake(Exception cause)
    {
        for (var at = (Exception?)cause; at is not null; at = at.InnerException)
        {
            if (at is System.Security.Authentication.AuthenticationException)
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsTimeout(Exception cause)
    {
        for (var at = (Exception?)cause; at is not null; at = at.InnerException)
        {
            if (at is SocketException { SocketErrorCode: SocketError.TimedOut })
            {
                return true;
            }
        }

        return false;
    }

    private static HttpRequestError ErrorOf(Exception cause) => cause switch
    {
        MalformedException malformed => malformed.Error,
        // Over HTTP/2: closed, and nothing was wrong.
        HttpProtocolException { ErrorCode: 0 } => HttpRequestError.ResponseEnded,
        HttpIOException { HttpRequestError: not HttpRequestError.Unknown } told => told.HttpRequestError,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } told => told.HttpRequestError,
        _ => HttpRequestError.ResponseEnded,
    };

    /// <summary>What happened, in words that may be shown.</summary>
    internal static string Reason(Exception cause) => cause switch
    {
        MalformedException malformed => malformed.Message,
        _ when TlsAlert.Find(cause) is { } alert => $"the server ended TLS with an alert ({alert.Name})",
        NoAddressException none => $"{none.Words}: {Words(((SocketException)none.InnerException!).SocketErrorCode)}",
        SocketException socket => Words(socket.SocketErrorCode),
        { InnerException: SocketException socket } => Words(socket.SocketErrorCode),
        _ => Redaction.Printable(cause.Message.TrimEnd('.'), 300),
    };

    private static string Words(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted =>
            "the other side cut the connection off",
        SocketError.HostNotFound or SocketError.NoData => "no such host",
        SocketError.TryAgain => "the name service did not answer",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotConnected =>
            "the connection was closed while it was used",
        SocketError.TimedOut => "the other side did not answer",
        SocketError.AccessDenied => "the system does not allow it",
        SocketError.TooManyOpenSockets => "too many sockets are open",
        _ => error.ToString(),
    };
}
