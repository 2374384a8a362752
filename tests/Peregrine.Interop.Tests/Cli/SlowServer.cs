using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>Answers one connection piece by piece: each is sent when the test says so.</summary>
internal sealed class SlowServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource<NetworkStream> _connected =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Task _serving;
    private TcpClient? _client;

    internal SlowServer()
    {
        _listener.Start();
        _serving = AcceptAsync();
    }

    internal string Url => $"http://{_listener.LocalEndpoint}/";

    /// <summary>Sends a piece; false when the client has gone.</summary>
    internal async Task<bool> SendAsync(string piece, CancellationToken cancellationToken)
    {
        var stream = await _connected.Task.WaitAsync(cancellationToken);
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(piece), cancellationToken);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client?.Dispose();
    }

    private async Task AcceptAsync()
    {
        _client = await _listener.AcceptTcpClientAsync();
        var stream = _client.GetStream();
        _ = await stream.ReadAsync(new byte[4096]);
        _connected.SetResult(stream);
    }
}
