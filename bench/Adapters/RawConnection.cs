using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Peregrine.Bench;

/// <summary>A socket and a loop: no more than the wire asks for. The limit that no client gets below.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[Payload.BufferSize];

    private RawConnection(Stream stream) => _stream = stream;

    /// <summary>The body of the answer that was read last, as far as it has come.</summary>
    internal ReadOnlySpan<byte> Body => _buffer.AsSpan(HeadLength, Received - HeadLength);

    internal long BodyLength { get; private set; }

    internal bool IsSuccess => _buffer.AsSpan(0, 12).EndsWith("200"u8);

    private int HeadLength { get; set; }

    private int Received { get; set; }

    internal static RawConnection Open(Place place, Endpoints endpoints)
    {
        if (place == Place.Memory)
        {
            return new RawConnection(new MemoryWire());
        }

        var url = new Uri(Adapters.Root(place, endpoints));
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(url.Host, url.Port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (place == Place.Clear)
        {
            return new RawConnection(stream);
        }

        var secure = new SslStream(stream, leaveInnerStreamOpen: false, (_, _, _, _) => true);
        secure.AuthenticateAsClient(url.Host);
        return new RawConnection(secure);
    }

    /// <summary>Sends a request, and reads the head of the answer with what comes along.</summary>
    internal async ValueTask AskAsync(ReadOnlyMemory<byte> request)
    {
        await _stream.WriteAsync(request);
        await ReadHeadAsync();
    }

    internal void Ask(ReadOnlySpan<byte> request)
    {
        _stream.Write(request);
        (Received, HeadLength) = (0, 0);
        while (!IsHeadRead())
        {
            Received += Some(_stream.Read(_buffer.AsSpan(Received)));
        }
    }

    /// <summary>Sends a request, and reads the whole of a small answer.</summary>
    internal async ValueTask AskForAllAsync(ReadOnlyMemory<byte> request)
    {
        await AskAsync(request);
        while (Body.Length < BodyLength)
        {
            Received += Some(await _stream.ReadAsync(_buffer.AsMemory(Received)));
        }
    }

    internal void AskForAll(ReadOnlySpan<byte> request)
    {
        Ask(request);
        while (Body.Length < BodyLength)
        {
            Received += Some(_stream.Read(_buffer.AsSpan(Received)));
        }
    }

    internal async ValueTask ReadHeadAsync()
    {
        (Received, HeadLength) = (0, 0);
        while (!IsHeadRead())
        {
            Received += Some(await _stream.ReadAsync(_buffer.AsMemory(Received)));
        }
    }

    internal ValueTask WriteAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes);

    internal ValueTask<int> ReadAsync(Memory<byte> into) => _stream.ReadAsync(into);

    internal int Read(Span<byte> into) => _stream.Read(into);

    public void Dispose() => _stream.Dispose();

    private bool IsHeadRead()
    {
        var head = _buffer.AsSpan(0, Received);
        var end = head.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        HeadLength = end + 4;
        var length = head[(head.IndexOf("Content-Length: "u8) + 16)..];
        BodyLength = long.Parse(length[..length.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
        return true;
    }

    private static int Some(int read) => read > 0 ? read : throw new IOException("the server closed the connection");

    internal static byte[] Head(string line, long? length = null) => Encoding.ASCII.GetBytes(
        $"{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        + $"{(length is null ? "" : $"Content-Type: application/json\r\nContent-Length: {length}\r\n")}\r\n");
}
