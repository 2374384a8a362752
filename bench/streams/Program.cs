using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Peregrine;

// What streaming costs, side by side in one run. The server is a thread of this process that allocates nothing; `serve` makes it a process of its own.
const long Size = 1L << 30;
if (args is ["serve"])
{
    var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
    while (true)
    {
        var socket = listener.AcceptSocket();
        new Thread(() => Serve(socket)) { IsBackground = true }.Start();
    }
}

using var server = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "serve") { RedirectStandardOutput = true })!;
var root = $"http://127.0.0.1:{server.StandardOutput.ReadLine()}";
try
{
    using var session = new HttpSession();
    using var client = new HttpClient();
    for (var round = 0; round < 2; round++)
    {
        await Down("HttpClient", async buffer =>
        {
            using var response = await client.GetAsync(root + "/down", HttpCompletionOption.ResponseHeadersRead);
            await using var stream = await response.Content.ReadAsStreamAsync();
            long total = 0;
            for (int read; (read = await stream.ReadAsync(buffer)) > 0; total += read) { }
            return total;
        });
        await Down("Peregrine AsStream", async buffer =>
        {
            await using var response = await session.StreamAsync(HttpMethod.Get, root + "/down");
            await using var stream = response.AsStream();
            long total = 0;
            for (int read; (read = await stream.ReadAsync(buffer)) > 0; total += read) { }
            return total;
        });
        await Down("Peregrine ChunksAsync", async _ =>
        {
            await using var response = await session.StreamAsync(HttpMethod.Get, root + "/down");
            long total = 0;
            await foreach (var chunk in response.ChunksAsync()) { total += chunk.Length; }
            return total;
        });
        await Down("Peregrine up", async _ =>
        {
            await session.PostAsync(root + "/up", new() { Body = Body.Stream(new Zeros(Size), length: Size) });
            return Size;
        });
    }

    var path = Path.GetTempFileName();
    using (var lines = new StreamWriter(path))
    {
        for (var i = 0; i < 1_000_000; i++) { lines.WriteLine(JsonSerializer.Serialize(new Row(i, $"name {i}", i * 0.5), JsonSerializerOptions.Web)); }
    }

    for (var round = 0; round < 2; round++)
    {
        var clock = Stopwatch.StartNew();
        long sum = 0;
        using (var reader = new StreamReader(File.OpenRead(path)))
        {
            while (await reader.ReadLineAsync() is { } line) { sum += JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!.Id; }
        }

        var file = clock.Elapsed;
        clock.Restart();
        long other = 0;
        await using var response = await session.StreamAsync(HttpMethod.Get, root + "/file" + path);
        await foreach (var row in response.JsonLinesAsync<Row>()) { other += row.Id; }
        Console.WriteLine($"1,000,000 JSON lines: file {file.TotalMilliseconds:F0} ms, over HTTP {clock.Elapsed.TotalMilliseconds:F0} ms, ratio {clock.Elapsed / file:F2}, {sum == other}");
    }

    File.Delete(path);
}
finally
{
    server.Kill();
}

async Task Down(string name, Func<byte[], Task<long>> read)
{
    GC.Collect();
    var idle = GC.GetTotalMemory(true);
    long peak = 0;
    using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(false)), null, 0, 10);
    var cpu = Process.GetCurrentProcess().TotalProcessorTime;
    var total = await read(new byte[64 * 1024]);
    cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
    Console.WriteLine($"{name,-24} {total >> 20} MB, CPU {cpu.TotalMilliseconds / (total >> 20):F3} ms/MB, heap above idle {(peak - idle) / 1024.0 / 1024:F2} MB");
}

static void Serve(Socket socket)
{
    using (socket)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var text = "";
            while (!text.Contains("\r\n\r\n", StringComparison.Ordinal))
            {
                var read = socket.Receive(buffer);
                if (read == 0) { return; }
                text += Encoding.Latin1.GetString(buffer, 0, read);
            }

            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
            var target = text.Split(' ')[1];
            if (target == "/up")
            {
                for (long left = Size - (text.Length - end); left > 0; left -= socket.Receive(buffer)) { }
                socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8);
            }
            else if (target == "/down")
            {
                socket.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Size}\r\n\r\n"));
                for (long left = Size; left > 0;) { left -= socket.Send(buffer); }
            }
            else
            {
                var path = Uri.UnescapeDataString(target["/file".Length..]);
                socket.Send(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {new FileInfo(path).Length}\r\n\r\n"));
                socket.SendFile(path);
            }
        }
    }
}

internal sealed record Row(int Id, string Name, double Price);

internal sealed class Zeros(long length) : Stream
{
    private long _left = length;
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override int Read(byte[] buffer, int offset, int count) => (int)Take(count);
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new((int)Take(buffer.Length));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    private long Take(long count) { count = Math.Min(count, _left); _left -= count; return count; }
}
