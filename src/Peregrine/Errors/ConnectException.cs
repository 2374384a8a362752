namespace Peregrine;

/// <summary>
/// No connection was made, so the server has not seen the request: sending it again can't do a thing twice.
/// </summary>
public sealed class ConnectException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public ConnectException(string message, Request request, ConnectStage stage, Exception? innerException = null)
        : base(ErrorOf(stage), message, request, innerException) => Stage = stage;

    /// <summary>How far the connection came.</summary>
    public ConnectStage Stage { get; }

    /// <summary>The status with which the proxy refused, such as 407; null when it was not that.</summary>
    public int? ProxyStatusCode { get; init; }

    /// <summary>
    /// True unless TLS failed, a proxy refused for good, or <see cref="AddressRules"/> forbid it: none of them mends
    /// itself. A handshake that was only cut off, with no word about a certificate and no alert, is a connection that
    /// failed like any other.
    /// </summary>
    public override bool IsTransient => (Stage != ConnectStage.Tls || WasCut) && !IsFinal
        && (ProxyStatusCode is not { } status || RetryPolicy.IsTransient(status));

    /// <summary>Whether the connection was cut off during the TLS handshake: no verdict of either side.</summary>
    internal bool WasCut { get; init; }

    /// <summary>Whether the same happens again whatever the network does.</summary>
    internal bool IsFinal { get; init; }

    private static HttpRequestError ErrorOf(ConnectStage stage) => stage switch
    {
        ConnectStage.Dns => HttpRequestError.NameResolutionError,
        ConnectStage.Tls => HttpRequestError.SecureConnectionError,
        ConnectStage.Proxy => HttpRequestError.ProxyTunnelError,
        _ => HttpRequestError.ConnectionError,
    };
}
