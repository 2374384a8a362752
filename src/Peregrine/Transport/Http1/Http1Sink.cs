using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>Takes the body of a request to a connection; in chunks when its length is not known (RFC 9112, section 7.1).</summary>
internal sealed class Http1Sink(Http1Connection connection, long? length) : BodySink
{
    private long _left = length ?? long.MaxValue;

    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (length is null)
        {
            await WriteChunkAsync(bytes).ConfigureAwait(false);
            return;
        }

        _left -= bytes.Length;
        if (_left < 0)
        {
            throw new InvalidOperationException($"The body gave more than the {length} bytes that it promised.");
        }

        await connection.WriteAsync(bytes).ConfigureAwait(false);
    }

    /// <summary>Ends the body.</summary>
    internal async ValueTask EndAsync()
    {
        if (length is null)
        {
            await connection.WriteAsync("0\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        }
        else if (_left > 0)
        {
            throw new InvalidOperationException($"The body ended {_left} bytes before the {length} that it promised.");
        }
    }

    private async ValueTask WriteChunkAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return; // An empty chunk would end the body.
        }

        await connection.WriteAsync(Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n")).ConfigureAwait(false);
        await connection.WriteAsync(bytes).ConfigureAwait(false);
        await connection.WriteAsync("\r\n"u8.ToArray()).ConfigureAwait(false);
    }
}
