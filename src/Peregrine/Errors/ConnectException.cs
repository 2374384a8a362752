namespace Peregrine;

/// <summary>No connection was made, so the server has not seen the request: sending it again can't do a thing twice.</summary>
public sealed class ConnectException : RequestException
{
    /// <summary>Makes one; a test double may too.</summary>
    public ConnectException(string message, Request request, ConnectStage stage, Exception? innerException = null)
        : base(ErrorOf(stage), message, request, innerException) => Stage = stage;

    /// <summary>How far the connection came.</summary>
    public ConnectStage Stage { get; }

    /// <summary>True unless TLS failed, or <see cref="AddressRules"/> refused: neither mends itself.</summary>
    public override bool IsTransient => Stage != ConnectStage.Tls && !IsForbidden;

    /// <summary>Whether the session's rules for addresses refused it.</summary>
    internal bool IsForbidden { get; init; }

    private static HttpRequestError ErrorOf(ConnectStage stage) => stage switch
    {
        ConnectStage.Dns => HttpRequestError.NameResolutionError,
        ConnectStage.Tls => HttpRequestError.SecureConnectionError,
        ConnectStage.Proxy => HttpRequestError.ProxyTunnelError,
        _ => HttpRequestError.ConnectionError,
    };
}
