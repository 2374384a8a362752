using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>The server's side of TLS, with one certificate, and what it agrees to speak.</summary>
internal sealed class ServerTls(X509Certificate2 certificate, params SslApplicationProtocol[] protocols)
{
    /// <summary>The same, but it agrees to speak only these.</summary>
    internal ServerTls Speaking(params SslApplicationProtocol[] spoken) => new(certificate, spoken);

    /// <summary>Takes the handshake, and gives the secured stream and the name that the client asked for.</summary>
    internal async Task<(Stream Stream, string? ServerName)> SecureAsync(Stream plain, CancellationToken stop)
    {
        string? name = null;
        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(
            (_, hello, _, _) =>
            {
                name = hello.ServerName;
                return ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificate = certificate,
                    ApplicationProtocols = protocols.Length == 0 ? null : [.. protocols],
                });
            },
            null,
            stop);
        return (secure, name);
    }
}
