namespace Peregrine;

/// <summary>
/// Takes the body of a request to a connection, behind the head; in chunks when its length is not known (RFC 9112,
/// section 7.1).
/// </summary>
internal sealed class Http1Sink : GatheringSink
{
    private readonly Http1Connection _connection;
    private volatile bool _isStopped;

    /// <param name="connection">The connection.</param>
    /// <param name="length">The length that the server was told; null when it was told none.</param>
    /// <param name="head">The head of the request, which leaves with the first of the body; empty when it has
    /// left.</param>
    internal Http1Sink(Http1Connection connection, long? length, ReadOnlySpan<byte> head)
        : base(length, isChunked: length is null)
    {
        _connection = connection;
        Gathered.AddHead(head);
    }

    /// <summary>Takes nothing more: the connection may serve another call when the body goes on.</summary>
    internal void Stop() => _isStopped = true;

    protected override void ThrowIfOver()
    {
        if (_isStopped)
        {
            throw new BrokenSendException(new OperationCanceledException());
        }
    }

    protected override ValueTask SendAsync(ReadOnlyMemory<byte> bytes, bool isLast = false)
    {
        ThrowIfOver();
        return bytes.IsEmpty ? default : _connection.WriteOfBodyAsync(bytes);
    }
}
