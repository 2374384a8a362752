namespace Peregrine;

/// <summary>The stage at which a connection failed.</summary>
public enum ConnectStage
{
    /// <summary>The host name was not resolved.</summary>
    Dns,

    /// <summary>No address of the host accepted a connection.</summary>
    Socket,

    /// <summary>The TLS handshake failed, or the certificate was not accepted.</summary>
    Tls,

    /// <summary>The proxy refused, or could not be used.</summary>
    Proxy,
}
