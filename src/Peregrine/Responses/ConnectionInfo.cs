using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// What is known of one connection: written while it is made, read through responses. It outlives the
/// connection.
/// </summary>
internal sealed class ConnectionInfo
{
    private static long _last;
    private static ConnectionInfo? _noneOfSystem;
    private ReadOnlyMemory<byte> _certificate;

    internal ConnectionInfo(Socket socket, TimeProvider time)
    {
        Time = time;
        Number = Interlocked.Increment(ref _last);
        (Remote, Local) = (socket.RemoteEndPoint, socket.LocalEndPoint);
    }

    private ConnectionInfo(TimeProvider time) => Time = time;

    internal TimeProvider Time { get; }

    internal long Number { get; }

    /// <summary>Whether there is a connection of our own.</summary>
    internal bool IsOurs => Number > 0;

    internal EndPoint? Remote { get; }

    internal EndPoint? Local { get; }

    internal TimeSpan? Dns { get; set; }

    internal TimeSpan? Connect { get; set; }

    internal TimeSpan? Tls { get; private set; }

    internal SslProtocols? TlsVersion { get; private set; }

    internal TlsCipherSuite? CipherSuite { get; private set; }

    internal string? Alpn { get; private set; }

    internal X509Certificate2? Certificate => _certificate.IsEmpty
        ? null
        : LazyInitializer.EnsureInitialized(
            ref field, () => X509CertificateLoader.LoadCertificate(_certificate.Span));

    /// <summary>A handler of the caller answered, and nothing is known but the clock.</summary>
    internal static ConnectionInfo NoneOf(TimeProvider time) =>
        ReferenceEquals(time, TimeProvider.System)
            ? _noneOfSystem ??= new ConnectionInfo(time)
            : new ConnectionInfo(time);

    /// <summary>Notes what the handshake with the origin came to.</summary>
    internal void Note(SslStream secure, TimeSpan took)
    {
        Tls = took;
        TlsVersion = secure.SslProtocol;
        CipherSuite = secure.NegotiatedCipherSuite;
        Alpn = secure.NegotiatedApplicationProtocol.Protocol is { IsEmpty: false }
            ? secure.NegotiatedApplicationProtocol.ToString()
            : null;
        _certificate = (secure.RemoteCertificate as X509Certificate2)?.RawDataMemory ?? default;
    }
}
