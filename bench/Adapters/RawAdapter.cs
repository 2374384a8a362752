using System.Text;
using System.Text.Json;

namespace Peregrine.Bench;

/// <summary>The floor: raw sockets, and the JSON that everybody reads and writes.</summary>
internal partial class RawAdapter(Place place, Endpoints endpoints) : Adapter
{
    private static readonly byte[] GetJson = RawConnection.Head("GET /json");
    private readonly Stack<RawConnection> _idle = [];

    internal override async Task<Document> GetAsync()
    {
        var connection = Take();
        await connection.AskForAllAsync(GetJson);
        return Parsed<Document>(connection);
    }

    internal override Document Get()
    {
        var connection = Take();
        connection.AskForAll(GetJson);
        return Parsed<Document>(connection);
    }

    internal override async Task<Receipt> PostAsync(Document document)
    {
        var connection = Take();
        var json = JsonSerializer.SerializeToUtf8Bytes(document, JsonSerializerOptions.Web);
        await connection.AskForAllAsync((byte[])[.. RawConnection.Head("POST /echo", json.Length), .. json]);
        return Parsed<Receipt>(connection);
    }

    internal override async Task<Document> GetBusyAsync(int number)
    {
        var connection = Take();
        var request = RawConnection.Head($"GET /busy/{number}");
        do
        {
            await connection.AskForAllAsync(request);
        }
        while (!connection.IsSuccess);
        return Parsed<Document>(connection);
    }

    internal override async Task<long> DownAsync(int megabytes)
    {
        var connection = Take();
        await connection.AskAsync(RawConnection.Head($"GET /down?{megabytes}"));
        var buffer = new byte[Payload.BufferSize];
        var left = connection.BodyLength - connection.Body.Length;
        while (left > 0)
        {
            left -= await connection.ReadAsync(buffer);
        }

        _idle.Push(connection);
        return connection.BodyLength;
    }

    internal override long Down(int megabytes)
    {
        var connection = Take();
        connection.Ask(RawConnection.Head($"GET /down?{megabytes}"));
        var buffer = new byte[Payload.BufferSize];
        var left = connection.BodyLength - connection.Body.Length;
        while (left > 0)
        {
            left -= connection.Read(buffer);
        }

        _idle.Push(connection);
        return connection.BodyLength;
    }

    internal override Task DiskAsync(int megabytes, string file) => KeepAsync(megabytes, file, isFlushed: false);

    internal override Task UpAsync(int megabytes) => SendAsync((long)megabytes << 20, new Zeros((long)megabytes << 20));

    internal override async Task MultipartAsync(string path)
    {
        await using var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        await SendAsync(file.Length, file);
    }

    internal override async Task<long> LinesAsync()
    {
        var connection = Take();
        await connection.AskAsync(RawConnection.Head("GET /lines"));
        var buffer = new byte[Payload.BufferSize];
        connection.Body.CopyTo(buffer);
        var (held, left, lines) = (connection.Body.Length, connection.BodyLength - connection.Body.Length, 0L);
        while (true)
        {
            lines += TakeLines(buffer, ref held);
            if (left == 0)
            {
                _idle.Push(connection);
                return lines;
            }

            var read = await connection.ReadAsync(buffer.AsMemory(held));
            (held, left) = (held + read, left - read);
        }
    }

    public override void Dispose()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }
    }

    private static long TakeLines(byte[] buffer, ref int held)
    {
        var (start, lines) = (0, 0L);
        for (int length; (length = buffer.AsSpan(start, held - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
        {
            lines += Encoding.UTF8.GetString(buffer, start, length) is not null ? 1 : 0;
        }

        buffer.AsSpan(start, held - start).CopyTo(buffer);
        held -= start;
        return lines;
    }

    private async Task SendAsync(long length, Stream body)
    {
        var connection = Take();
        await connection.WriteAsync(RawConnection.Head("POST /up", length));
        var buffer = new byte[Payload.BufferSize];
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            await connection.WriteAsync(buffer.AsMemory(0, read));
        }

        await connection.ReadHeadAsync();
        _ = Parsed<Receipt>(connection);
    }

    private RawConnection Take()
    {
        lock (_idle)
        {
            return _idle.TryPop(out var idle) ? idle : RawConnection.Open(place, endpoints);
        }
    }

    private T Parsed<T>(RawConnection connection)
    {
        var parsed = JsonSerializer.Deserialize<T>(connection.Body, JsonSerializerOptions.Web)!;
        lock (_idle)
        {
            _idle.Push(connection);
        }

        return parsed;
    }
}
