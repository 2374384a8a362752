using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>A loopback server that gives every request the same bytes, and then closes or stays silent.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _answer;
    private readonly bool _closes;
    private readonly bool _reads;
    private readonly Task _work;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Head and body.</param>
    /// <param name="closes">Whether the connection ends after that; else it stays open without a word.</param>
    /// <param name="reads">Whether requests are read and answered at all.</param>
    internal ScriptedServer(string answer, bool closes = true, bool reads = true)
    {
        (_answer, _closes, _reads) = (Encoding.Latin1.GetBytes(answer), closes, reads);
        _listener.Start();
        _work = AcceptAsync();
    }

    internal string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    internal string Url => $"http://{Authority}/";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _work;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException
            or InvalidOperationException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                if (_reads && await ReadHeadAsync(client.GetStream()))
                {
                    await client.GetStream().WriteAsync(_answer, _end.Token);
                }

                if (!_reads || !_closes)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException)
            {
                // The caller has gone, or the test is over.
            }
        }
    }

    private async Task<bool> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var count = await stream.ReadAsync(buffer, _end.Token);
            if (count == 0)
            {
                return false;
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return true;
    }
}
