using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// Takes the body of a request to a connection; in chunks when its length is not known (RFC 9112, section 7.1).
/// </summary>
internal sealed class Http1Sink(Http1Connection connection, long? length) : BodySink
{
    private readonly ContentLengthCheck _promise = new(length);
    private volatile bool _isStopped;

    /// <summary>Takes nothing more: the connection may serve another call when the body goes on.</summary>
    internal void Stop() => _isStopped = true;

    internal override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_isStopped)
        {
            throw new BrokenSendException(new OperationCanceledException());
        }

        if (length is null)
        {
            await WriteChunkAsync(bytes).ConfigureAwait(false);
            return;
        }

        _promise.Add(bytes.Length);
        await connection.WriteAsync(bytes).ConfigureAwait(false);
    }

    /// <summary>Ends the body.</summary>
    internal async ValueTask EndAsync()
    {
        if (length is null)
        {
            await connection.WriteAsync("0\r\n\r\n"u8.ToArray()).ConfigureAwait(false);
        }
        else
        {
            _promise.End();
        }
    }

    private async ValueTask WriteChunkAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return; // An empty chunk would end the body.
        }

        await connection.WriteAsync(Encoding.ASCII.GetBytes(
            bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n")).ConfigureAwait(false);
        await connection.WriteAsync(bytes).ConfigureAwait(false);
        await connection.WriteAsync("\r\n"u8.ToArray()).ConfigureAwait(false);
    }
}
