using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Stands before a server and closes connections after so many bytes of its answer, one number after another; then it
/// lets all pass.
/// </summary>
internal sealed class CuttingRelay : IAsyncDisposable
{
    private const int MostConnections = 100;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new(TimeSpan.FromSeconds(60));
    private readonly int _port;
    private readonly Queue<int> _cuts;
    private readonly List<Task> _running = [];
    private readonly Task _accepting;

    internal CuttingRelay(int port, params int[] cuts)
    {
        (_port, _cuts) = (port, new Queue<int>(cuts));
        _listener.Start();
        Url = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _accepting = AcceptAsync();
    }

    internal string Url { get; }

    /// <summary>What happens at each cut, before the client sees it.</summary>
    internal Action AtCut { get; set; } = () => { };

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        await Task.WhenAll(_running);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (_running.Count < MostConnections)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _running.Add(RelayAsync(client, _cuts.TryDequeue(out var cut) ? cut : long.MaxValue));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task RelayAsync(TcpClient client, long left)
    {
        using var far = new TcpClient();
        using (client)
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
                var there = client.GetStream().CopyToAsync(far.GetStream(), _stop.Token);
                await Task.WhenAny(there, BackAsync(far.GetStream(), client.GetStream(), left));
            }
            catch (Exception end) when (end is IOException or SocketException or OperationCanceledException)
            {
            }
        }
    }

    private async Task BackAsync(NetworkStream from, NetworkStream to, long left)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var wanted = buffer.AsMemory(0, (int)Math.Min(left, buffer.Length));
            var read = await from.ReadAsync(wanted, _stop.Token);
            if (read == 0)
            {
                return;
            }

            if (left == read)
            {
                AtCut();
            }

            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            left -= read;
        }
    }
}
