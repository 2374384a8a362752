using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>The server's side of TLS, with one certificate, and what it agrees to speak.</summary>
internal sealed class ServerTls(X509Certificate2 certificate, params SslApplicationProtocol[] protocols)
{
    private Action<SslServerAuthenticationOptions>? _change;

    internal X509Certificate2 Certificate => certificate;

    /// <summary>Of each handshake, whether the client asked to go on with an earlier one.</summary>
    internal ConcurrentQueue<bool> Resumptions { get; } = new();

    /// <summary>The same, but it agrees to speak only these.</summary>
    internal ServerTls Speaking(params SslApplicationProtocol[] spoken) =>
        new(certificate, spoken) { _change = _change };

    /// <summary>The same, with other settings of the handshake.</summary>
    internal ServerTls With(Action<SslServerAuthenticationOptions> change) =>
        new(certificate, protocols) { _change = change };

    /// <summary>The same, with these certificates sent along.</summary>
    internal ServerTls Sending(params X509Certificate2[] chain) => With(options =>
        (options.ServerCertificate, options.ServerCertificateContext) = (
            null, SslStreamCertificateContext.Create(certificate, [.. chain], offline: true)));

    /// <summary>Takes the handshake, and gives the secured stream and the name that the client asked for.</summary>
    internal async Task<(Stream Stream, string? ServerName)> SecureAsync(Stream plain, CancellationToken stop)
    {
        string? name = null;
        await ClientHello.NoteAsync(plain, Resumptions, stop);
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                name = hello.ServerName;
                var options = new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    ApplicationProtocols = protocols.Length == 0 ? null : [.. protocols],
                };
                _change?.Invoke(options);
                return ValueTask.FromResult(options);
            },
            null,
            stop);
        return (secure, name);
    }
}
