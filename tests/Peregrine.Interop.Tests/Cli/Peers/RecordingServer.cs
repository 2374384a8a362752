using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// Writes down every request, as it came: at an address of this machine, and at a Unix socket. Paths give redirects,
/// cookies, a challenge and a part of a file; anything else is answered with a little JSON.
/// </summary>
internal sealed class RecordingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Socket _local = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentQueue<RecordedRequest> _seen = new();
    private readonly Task _serving;

    internal RecordingServer()
    {
        _listener.Start();
        _local.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _local.Listen();
        _serving = Task.WhenAll(AcceptAsync(_listener.Server), AcceptAsync(_local));
    }

    internal string Authority => _listener.LocalEndpoint.ToString()!;

    internal string SocketPath { get; } = Path.Combine(Path.GetTempPath(), $"peregrine-{Path.GetRandomFileName()}");

    /// <summary>What has come since this was last asked.</summary>
    internal IReadOnlyList<RecordedRequest> Taken()
    {
        var seen = new List<RecordedRequest>();
        while (_seen.TryDequeue(out var request))
        {
            seen.Add(request);
        }

        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _local.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        File.Delete(SocketPath);
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            _ = ServeAsync(await listener.AcceptAsync());
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var stream = new NetworkStream(socket, ownsSocket: true);
        if (await ReadLineAsync(stream) is not { Length: > 0 } line)
        {
            return;
        }

        var fields = new List<(string Name, string Value)>();
        while (await ReadLineAsync(stream) is { Length: > 0 } field)
        {
            var colon = field.IndexOf(':', StringComparison.Ordinal);
            fields.Add((field[..colon].ToLowerInvariant(), field[(colon + 1)..].Trim()));
        }

        if (ValueOf(fields, "expect") is not null)
        {
            await WriteAsync(stream, "HTTP/1.1 100 Continue\r\n\r\n");
        }

        var body = await ReadBodyAsync(stream, fields);
        _seen.Enqueue(new RecordedRequest(line, fields, body));
        await WriteAsync(stream, $"HTTP/1.1 {Answer(line.Split(' ')[1], fields)}");
    }

    private static string Answer(string target, List<(string Name, string Value)> fields)
    {
        var parts = target.Split('/');
        return parts switch
        {
            [_, "redirect", var code] => Head($"{code} Elsewhere", "Location: /landed\r\n", ""),
            [_, "set-and-redirect"] => Head("302 Found", "Location: /landed\r\nSet-Cookie: c=d; Path=/\r\n", ""),
            [_, "set"] => Head("200 OK", "Set-Cookie: c=d; Path=/; Max-Age=1000\r\n", "{}"),
            [_, "digest"] when ValueOf(fields, "authorization") is null => Head(
                "401 Unauthorized",
                "WWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=MD5\r\n", ""),
            [_, "ranges"] when ValueOf(fields, "range") == "bytes=2-" =>
                Head("206 Partial Content", "Content-Range: bytes 2-3/4\r\nETag: \"e\"\r\n", "23"),
            _ => Head("200 OK", "", "{}"),
        };
    }

    private static string Head(string status, string fields, string body) =>
        $"{status}\r\n{fields}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n"
            + $"Connection: close\r\n\r\n{body}";

    private static string? ValueOf(List<(string Name, string Value)> fields, string name) =>
        fields.Find(field => field.Name == name).Value;

    private static async Task<byte[]> ReadBodyAsync(Stream stream, List<(string Name, string Value)> fields)
    {
        using var body = new MemoryStream();
        if (ValueOf(fields, "content-length") is { } length)
        {
            await CopyAsync(stream, body, int.Parse(length, CultureInfo.InvariantCulture));
        }
        else if (ValueOf(fields, "transfer-encoding") is not null)
        {
            while (int.Parse(await ReadLineAsync(stream), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
                is > 0 and var size)
            {
                await CopyAsync(stream, body, size);
                await ReadLineAsync(stream);
            }
        }

        return body.ToArray();
    }

    private static async Task CopyAsync(Stream from, MemoryStream to, int count)
    {
        var bytes = new byte[count];
        await from.ReadExactlyAsync(bytes);
        to.Write(bytes);
    }

    private static async Task<string> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
    }

    private static async Task WriteAsync(Stream stream, string text) =>
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
}
