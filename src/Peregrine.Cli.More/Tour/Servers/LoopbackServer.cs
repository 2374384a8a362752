using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// A server for what no httpbin has: it answers one request after the other, each on a connection of its own.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<LoopbackCall, LoopbackReply> _answer;
    private readonly Task _serving;

    /// <summary>Starts to listen.</summary>
    internal LoopbackServer(Func<LoopbackCall, LoopbackReply> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    internal string Url => $"http://{_listener.LocalEndpoint}";

    /// <summary>The requests that have come.</summary>
    internal List<LoopbackCall> Calls { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            if (await ReadAsync(client.GetStream()) is { } call)
            {
                Calls.Add(call);
                await client.GetStream().WriteAsync(_answer(call).ToBytes());
            }
        }
    }

    private async Task<LoopbackCall?> ReadAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var start = (await reader.ReadLineAsync())?.Split(' ');
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields[line[..colon]] = line[(colon + 1)..].Trim();
        }

        return start is [var method, var target, ..]
            ? new(Calls.Count + 1, method, target, fields, await ReadBodyAsync(
                reader, fields.GetValueOrDefault("Content-Length")))
            : null;
    }

    private static async Task<string> ReadBodyAsync(StreamReader reader, string? length)
    {
        if (length is null)
        {
            return "";
        }

        var body = new char[int.Parse(length, CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(body);
        return new string(body);
    }
}
