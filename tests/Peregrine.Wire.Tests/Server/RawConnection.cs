using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>One accepted connection in the hands of a script, which may send whatever it likes.</summary>
internal sealed class RawConnection(int number, string? serverName, Socket socket, Stream stream, RawServer server)
{
    private readonly RequestReader _reader = new(stream, number);
    private bool _isCut;

    internal CancellationToken Stop => server.Stop;

    /// <summary>Which connection of the server it is, from 1.</summary>
    internal int Number => number;

    /// <summary>The name that the TLS handshake asked for (SNI), or null.</summary>
    internal string? ServerName => serverName;

    /// <summary>What TLS agreed on.</summary>
    internal SslApplicationProtocol Protocol => (stream as SslStream)?.NegotiatedApplicationProtocol ?? default;

    /// <summary>Reads a request whole; null when the client closed the connection.</summary>
    internal async Task<RecordedRequest?> ReadRequestAsync()
    {
        if (await _reader.HeadAsync(server.Stop) is not { } head)
        {
            return null;
        }

        var request = head with { Body = await _reader.BodyAsync(head, server.Stop) };
        server.Record(request);
        return request;
    }

    /// <summary>
    /// Reads the head of a request and leaves the body on the wire; null when the client closed the connection.
    /// </summary>
    internal async Task<RecordedRequest?> ReadHeadAsync()
    {
        var head = await _reader.HeadAsync(server.Stop);
        if (head is not null)
        {
            server.Record(head);
        }

        return head;
    }

    /// <summary>Reads some bytes and throws them away; 0 at the end.</summary>
    internal Task<int> SkipSomeAsync() => _reader.SomeAsync(server.Stop);

    /// <summary>Reads until this text has come, and throws it away; false at the end.</summary>
    internal Task<bool> PassAsync(string text) => _reader.PassAsync(Encoding.Latin1.GetBytes(text), server.Stop);

    /// <summary>Reads at least this many bytes, or to the end, and says how many they were.</summary>
    internal async Task<long> SkipAsync(long count)
    {
        var total = 0L;
        while (total < count && await SkipSomeAsync() is var read && read > 0)
        {
            total += read;
        }

        return total;
    }

    /// <summary>
    /// Fills the buffer; false at the end of the connection. Not to be mixed with reading requests of HTTP/1.1.
    /// </summary>
    internal async Task<bool> FillAsync(Memory<byte> buffer) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, server.Stop) == buffer.Length;

    internal void Record(RecordedRequest request) => server.Record(request);

    /// <summary>Reads exactly so many bytes.</summary>
    internal async Task<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, server.Stop);
        return bytes;
    }

    /// <summary>Carries bytes between this connection and a port of this machine, until one of them ends.</summary>
    /// <param name="port">The port.</param>
    /// <param name="carryBack">How they are carried from there to here; as they come unless told otherwise.</param>
    internal async Task RelayAsync(int port, Func<Stream, Stream, Task>? carryBack = null)
    {
        using var far = new TcpClient();
        await far.ConnectAsync(System.Net.IPAddress.Loopback, port, server.Stop);
        var there = stream.CopyToAsync(far.GetStream(), server.Stop);
        var back = carryBack?.Invoke(far.GetStream(), stream) ?? far.GetStream().CopyToAsync(stream, server.Stop);
        await Task.WhenAny(there, back);
    }

    /// <summary>Sends text as Latin-1.</summary>
    internal Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    internal async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await stream.WriteAsync(bytes, server.Stop);
        await stream.FlushAsync(server.Stop);
    }

    /// <summary>Sends one byte at a time, with a pause after each.</summary>
    internal async Task TrickleAsync(string text, TimeSpan pace)
    {
        foreach (var octet in Encoding.Latin1.GetBytes(text))
        {
            await SendAsync(new[] { octet });
            await Task.Delay(pace, server.Stop);
        }
    }

    /// <summary>Tells the test something, most often that the script has come this far.</summary>
    internal void Note(string text) => server.Notes.Give(text);

    /// <summary>Does nothing more until the server is disposed.</summary>
    internal Task StallAsync() => server.Stopped;

    /// <summary>Closes with a reset.</summary>
    internal void Reset()
    {
        _isCut = true;
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    /// <summary>Ends the sending side of the socket; under TLS, without the alert that says so.</summary>
    internal void HalfClose()
    {
        _isCut = true;
        socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Closes as a well-behaved server does.</summary>
    internal async Task CloseAsync()
    {
        if (!_isCut && stream is SslStream secure)
        {
            await secure.ShutdownAsync();
        }

        await stream.DisposeAsync();
        socket.Dispose();
    }
}
