using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>A server that has too much to do: 429 with <c>Retry-After</c>, which no httpbin sends, and 200 from then on.</summary>
internal sealed class BusyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _serving;

    /// <summary>Starts to listen.</summary>
    /// <param name="refusals">How many requests get a 429.</param>
    /// <param name="retryAfter">How many seconds those are told to wait.</param>
    internal BusyServer(int refusals, int retryAfter)
    {
        _listener.Start();
        _serving = ServeAsync(refusals, retryAfter);
    }

    internal string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>How many requests have come.</summary>
    internal int Requests { get; private set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync(int refusals, int retryAfter)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await ReadHeadAsync(client.GetStream());
            var status = ++Requests <= refusals ? $"429 Too Many Requests\r\nRetry-After: {retryAfter}" : "200 OK";
            var body = $$"""{"requests": {{Requests}}}""";
            var head = $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\n{head}{body}"));
        }
    }

    private static async Task ReadHeadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }
    }
}
