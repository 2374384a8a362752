namespace Peregrine;

/// <summary>
/// The connection to a proxy while it is asked to connect on: every wait is within the connect limit, and blocks where
/// the call does.
/// </summary>
/// <param name="stream">The connection.</param>
/// <param name="isBlocking">Whether the caller's thread waits.</param>
/// <param name="token">Ends a wait that does not block.</param>
internal readonly struct ProxyWire(Stream stream, bool isBlocking, CancellationToken token)
{
    internal ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!isBlocking)
        {
            return stream.WriteAsync(bytes, token);
        }

        stream.Write(bytes.Span);
        return default;
    }

    /// <summary>Some bytes as they come.</summary>
    /// <exception cref="ProxyException">The proxy closed the connection.</exception>
    internal async ValueTask<int> ReadAsync(Memory<byte> into)
    {
        var read = isBlocking ? stream.Read(into.Span) : await stream.ReadAsync(into, token).ConfigureAwait(false);
        return read > 0 ? read : throw new ProxyException("it closed the connection without an answer");
    }

    /// <summary>So many bytes and not one more: what follows belongs to the server behind the proxy.</summary>
    /// <exception cref="ProxyException">The proxy closed the connection.</exception>
    internal async ValueTask<byte[]> ReadExactlyAsync(int count)
    {
        var bytes = new byte[count];
        for (var at = 0; at < count;)
        {
            at += await ReadAsync(bytes.AsMemory(at)).ConfigureAwait(false);
        }

        return bytes;
    }
}
