using System.Net.Security;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>One handshake as a client: what is asked for, and, when it fails, why in words.</summary>
internal sealed class TlsHandshake
{
    private static readonly List<SslApplicationProtocol> Http11 = [SslApplicationProtocol.Http11];
    private static readonly List<SslApplicationProtocol> Http2 = [SslApplicationProtocol.Http2];
    private static readonly List<SslApplicationProtocol> Either =
    [
        SslApplicationProtocol.Http2, SslApplicationProtocol.Http11,
    ];
    private readonly CertificateCheck _check;
    private readonly TlsOptions _options;
    private readonly Protocols _wanted;
    private readonly string _host;

    internal TlsHandshake(TlsOptions options, string host, Protocols wanted)
    {
        (_options, _wanted) = (options, wanted);
        _host = HostNames.ForTls(options.ServerName ?? host); // Of the URL, whatever a Host header says.
        _check = new CertificateCheck(options, _host);
    }

    /// <summary>What came from the server, once something is waited for.</summary>
    internal TlsRecordStream? Records { get; set; }

    /// <summary>Whether the certificate was what it failed by: that does not mend itself.</summary>
    internal bool WasRefused => _check.Complaint is not null;

    /// <summary>What the platform needs.</summary>
    /// <param name="limit">What is left of the time for connecting.</param>
    internal SslClientAuthenticationOptions Options(TimeSpan limit) => new()
    {
        TargetHost = _host,
        ApplicationProtocols = _wanted switch
        {
            Protocols.Http11 => Http11,
            Protocols.Http2 => Http2,
            _ => Either,
        },
        EnabledSslProtocols = _options.Versions,
        ClientCertificateContext = _options.ClientContext,
        CertificateChainPolicy = _check.Policy(limit),
        RemoteCertificateValidationCallback = _check.Accepts,

        // A resumed handshake is judged too; this one leaves nothing to resume.
        AllowTlsResume = !_options.IsInsecure,
    };

    /// <summary>Why the handshake failed; null where the platform's own words have to do.</summary>
    internal string? Explain(Exception cause) => _check.Complaint
        ?? (Records is { SpokeNoTls: true } records ? NoTls(records) : null)
        ?? TlsAlert.Find(cause)?.Describe(_options.ClientCertificate is not null)
        ?? (TlsAlert.Reason(cause) is { } reason ? Local(reason) : null)
        ?? (WasCut(cause) ? "the server cut the handshake off" : null);

    /// <summary>
    /// Whether the connection was cut off, and neither side had said that it does not like the other: the next may do
    /// better.
    /// </summary>
    internal bool WasCut(Exception cause) => _check.Complaint is null && Records is { SpokeNoTls: false } records
        && TlsAlert.Reason(cause) is null && (records.HasEnded || HasSocketFault(cause));

    private static bool HasSocketFault(Exception? cause)
    {
        while (cause is not null and not SocketException)
        {
            cause = cause.InnerException;
        }

        return cause is not null;
    }

    private static string NoTls(TlsRecordStream records) =>
        records.SpokeHttp
            ? "the server answered in plain HTTP: it speaks no TLS on this port"
            : "the server answered with something that is not TLS";

    // What our own side of OpenSSL found wrong.
    private static string? Local(int reason) => reason switch
    {
        258 => "the server speaks none of the versions of TLS that are allowed",
        394 => "the server's key exchange is too weak",
        338 => "the server does not speak secure renegotiation (RFC 5746)",
        152 => "the server's certificate chain is too large",
        _ => null,
    };
}
