using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>Says one thing to everybody who connects, whatever they ask, and hangs up.</summary>
internal sealed class OtherServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    public OtherServer(string words)
    {
        _listener.Start();
        _serving = ServeAsync(Encoding.Latin1.GetBytes(words));
    }

    public string Url => $"http://{_listener.LocalEndpoint}/";

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(byte[] words)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(words);
        }
    }
}
