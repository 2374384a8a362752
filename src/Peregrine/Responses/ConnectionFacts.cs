using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// What is known of the connection that a response came on. What is not known, or was not there, is null: TLS in clear,
/// and everything where a <see cref="HttpSessionOptions.Transport"/> answered.
/// </summary>
public sealed class ConnectionFacts
{
    private readonly ConnectionInfo? _facts;

    internal ConnectionFacts(ConnectionInfo? facts, bool isReused) => (_facts, Reused) = (facts, isReused);

    /// <summary>
    /// Whether it was there already, and not made for this request: it had served before, was opened ahead, or others
    /// share it.
    /// </summary>
    public bool Reused { get; }

    /// <summary>
    /// Its number, counted from 1 in the process: two responses with the same number came on the same connection.
    /// </summary>
    public long? Number => _facts is { IsOurs: true } ? _facts.Number : null;

    /// <summary>The address of the other end; of the proxy where there is one.</summary>
    public EndPoint? RemoteEndPoint => _facts?.Remote;

    /// <summary>The address of our end.</summary>
    public EndPoint? LocalEndPoint => _facts?.Local;

    /// <summary>The version of TLS.</summary>
    public SslProtocols? TlsVersion => _facts?.TlsVersion;

    /// <summary>The cipher suite of TLS.</summary>
    public TlsCipherSuite? CipherSuite => _facts?.CipherSuite;

    /// <summary>
    /// The protocol that the TLS handshake agreed on (ALPN, RFC 7301): <c>h2</c>, <c>http/1.1</c>; null when none was.
    /// </summary>
    public string? Alpn => _facts?.Alpn;

    /// <summary>
    /// The certificate of the server. It is a copy that belongs to the connection's responses together: do not dispose
    /// it.
    /// </summary>
    public X509Certificate2? Certificate => _facts?.Certificate;

    /// <summary>The facts in one line.</summary>
    public override string ToString() => _facts is not { IsOurs: true } ? "not known" : string.Join(", ", Parts());

    private IEnumerable<string> Parts()
    {
        yield return $"connection {Number} {(Reused ? "used again" : "new")}";
        yield return $"from {LocalEndPoint} to {RemoteEndPoint}";
        if (TlsVersion is { } version)
        {
            yield return $"{version} {CipherSuite}";
            yield return Alpn ?? "no ALPN";
        }
    }
}
