using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>Keeps the bytes of each request that comes, by HTTP/1.1, and answers 200 with the text <c>ok</c>.</summary>
internal sealed class SeenRequestServer : IAsyncDisposable
{
    private static readonly byte[] Answer =
    [
        .. "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: text/plain\r\n"u8,
        .. "Connection: close\r\n\r\nok"u8,
    ];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<string> _seen = [];
    private readonly Task _serving;

    public SeenRequestServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The last request, each byte as a character of Latin-1.</summary>
    public string Last
    {
        get
        {
            lock (_seen)
            {
                return _seen[^1];
            }
        }
    }

    /// <summary>How many requests came.</summary>
    public int Count
    {
        get
        {
            lock (_seen)
            {
                return _seen.Count;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool IsWhole(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            return false;
        }

        if (request[..end].Contains("chunked", StringComparison.Ordinal))
        {
            return request.EndsWith("0\r\n\r\n", StringComparison.Ordinal);
        }

        const string length = "\r\nContent-Length: ";
        var at = request.IndexOf(length, StringComparison.OrdinalIgnoreCase);
        var line = at < 0 || at > end ? "0" : request[(at + length.Length)..].Split('\r', 2)[0];
        return request.Length >= end + 4 + int.Parse(line, CultureInfo.InvariantCulture);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            var request = new StringBuilder();
            var buffer = new byte[65_536];
            var count = 1;
            while (count > 0 && !IsWhole(request.ToString()))
            {
                count = await stream.ReadAsync(buffer);
                request.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }

            lock (_seen)
            {
                _seen.Add(request.ToString());
            }

            await stream.WriteAsync(Answer);
        }
    }
}
