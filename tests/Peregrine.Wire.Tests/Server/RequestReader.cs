using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>Reads requests from a connection, strictly enough to see what a client really sent.</summary>
internal sealed class RequestReader(Stream stream, int connection)
{
    private const int MostBytes = 192 * 1024 * 1024;
    private byte[] _bytes = new byte[16 * 1024];
    private int _start;
    private int _end;

    /// <summary>The head alone; null at the end of the connection.</summary>
    internal async Task<RecordedRequest?> HeadAsync(CancellationToken stop)
    {
        var head = new StringBuilder();
        while (await LineAsync(stop) is { } line)
        {
            head.Append(line).Append("\r\n");
            if (line.Length == 0)
            {
                return new RecordedRequest(connection, head.ToString(), []);
            }
        }

        return head.Length == 0 ? null : throw new EndOfStreamException("The request was cut off in its head.");
    }

    /// <summary>The body that the head announces.</summary>
    internal async Task<byte[]> BodyAsync(RecordedRequest head, CancellationToken stop)
    {
        if (head.Field("Transfer-Encoding") is "chunked")
        {
            return await ChunksAsync(stop);
        }

        var length = long.Parse(head.Field("Content-Length") ?? "0", CultureInfo.InvariantCulture);
        return await ExactlyAsync(checked((int)length), stop);
    }

    /// <summary>Some bytes as they come; 0 at the end.</summary>
    internal async Task<int> SomeAsync(CancellationToken stop)
    {
        var buffered = _end - _start;
        _start = _end = 0;
        return buffered > 0 ? buffered : await stream.ReadAsync(_bytes, stop);
    }

    /// <summary>Reads until this text has come, and throws it away; false at the end.</summary>
    internal async Task<bool> PassAsync(byte[] text, CancellationToken stop)
    {
        List<byte> seen = [.. _bytes.AsSpan(_start, _end - _start)];
        _start = _end = 0;
        while (System.Runtime.InteropServices.CollectionsMarshal.AsSpan(seen).IndexOf(text) < 0)
        {
            var read = await stream.ReadAsync(_bytes, stop);
            if (read == 0)
            {
                return false;
            }

            seen.AddRange(_bytes.AsSpan(0, read));
        }

        return true;
    }

    private async Task<byte[]> ChunksAsync(CancellationToken stop)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await LineAsync(stop)
                ?? throw new EndOfStreamException("The request was cut off between its chunks.");
            var size = int.Parse(line, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.Write(await ExactlyAsync(size, stop));
            var end = await LineAsync(stop)
                ?? throw new EndOfStreamException("The request was cut off behind a chunk.");
            if (end.Length > 0)
            {
                throw new InvalidDataException("A chunk does not end where it says.");
            }

            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<byte[]> ExactlyAsync(int count, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostBytes);
        var bytes = new byte[count];
        var buffered = Math.Min(count, _end - _start);
        _bytes.AsSpan(_start, buffered).CopyTo(bytes);
        _start += buffered;
        await stream.ReadExactlyAsync(bytes.AsMemory(buffered), stop);
        return bytes;
    }

    private async Task<string?> LineAsync(CancellationToken stop)
    {
        while (true)
        {
            var length = _bytes.AsSpan(_start, _end - _start).IndexOf("\r\n"u8);
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_bytes, _start, length);
                _start += length + 2;
                return line;
            }

            if (!await FillAsync(stop))
            {
                return null;
            }
        }
    }

    private async Task<bool> FillAsync(CancellationToken stop)
    {
        if (_start > 0)
        {
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        var read = await stream.ReadAsync(_bytes.AsMemory(_end), stop);
        _end += read;
        return read > 0;
    }
}
