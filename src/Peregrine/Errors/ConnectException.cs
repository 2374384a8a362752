namespace Peregrine;

/// <summary>
/// No connection was made, so the server has not seen the request: sending it again can't have an effect twice.
/// </summary>
public sealed class ConnectException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public ConnectException(string message, Request request, ConnectStage stage, Exception? innerException = null)
        : base(ErrorOf(stage), message, request, innerException) => Stage = stage;

    /// <summary>The stage at which the connection failed.</summary>
    public ConnectStage Stage { get; }

    /// <summary>The status of the proxy's refusal, such as 407; null when no proxy refused.</summary>
    public int? ProxyStatusCode { get; init; }

    /// <summary>
    /// True unless TLS failed, the proxy refused for good, or <see cref="AddressRules"/> forbid the address. Also true
    /// when the handshake was only cut off, without a certificate error or an alert: that is a failed connection like
    /// any other.
    /// </summary>
    public override bool IsTransient => (Stage != ConnectStage.Tls || WasCut) && !IsFinal
        && (ProxyStatusCode is not { } status || TransientStatuses.Contains(status));

    /// <summary>Whether the connection was cut off during the TLS handshake, before either side refused.</summary>
    internal bool WasCut { get; init; }

    /// <summary>Whether it fails again, whatever the network does.</summary>
    internal bool IsFinal { get; init; }

    private static HttpRequestError ErrorOf(ConnectStage stage) => stage switch
    {
        ConnectStage.Dns => HttpRequestError.NameResolutionError,
        ConnectStage.Tls => HttpRequestError.SecureConnectionError,
        ConnectStage.Proxy => HttpRequestError.ProxyTunnelError,
        _ => HttpRequestError.ConnectionError,
    };
}
