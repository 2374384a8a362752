using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Peregrine;

/// <summary>
/// Takes handshakes one after the other and keeps nothing of them: for tests that measure what the client keeps.
/// </summary>
internal sealed class ForgetfulServer : IAsyncDisposable
{
    private const int MostConnections = 10_000;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly Task _serving;

    internal ForgetfulServer(X509Certificate2 certificate)
    {
        _certificate = certificate;
        _listener.Start();
        _serving = ServeAsync();
    }

    internal string Root => $"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    private async Task ServeAsync()
    {
        for (var i = 0; i < MostConnections; i++)
        {
            try
            {
                using var socket = await _listener.AcceptSocketAsync();
                await using var stream = new SslStream(new NetworkStream(socket));
                await stream.AuthenticateAsServerAsync(_certificate);
                _ = await stream.ReadAsync(new byte[1]);
            }
            catch (Exception refused) when (refused is IOException
                or System.Security.Authentication.AuthenticationException)
            {
                // As it should be.
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
