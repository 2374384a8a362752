namespace Peregrine;

/// <content>Reading a body without sending it: to sign it, to log it, to compare it.</content>
public abstract partial class Body
{
    /// <summary>
    /// The bytes as they would be sent: a file is read, a form is written, a body that is compressed is compressed. The
    /// body can be sent after it as before, and its progress is not told.
    /// </summary>
    /// <returns>A copy, the caller's own.</returns>
    /// <exception cref="InvalidOperationException">The body can be sent once (<see cref="IsReplayable"/> is false), so
    /// that reading it would leave nothing to send.</exception>
    public byte[] Read()
    {
        var sink = new CollectingSink();
        Blocking.Wait(WriteTo(sink, isBlocking: true, default));
        return sink.ToArray();
    }

    /// <inheritdoc cref="Read"/>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The token ended it.</exception>
    public async Task<byte[]> ReadAsync(CancellationToken cancellationToken = default)
    {
        var sink = new CollectingSink();
        await WriteTo(sink, isBlocking: false, cancellationToken).ConfigureAwait(false);
        return sink.ToArray();
    }

    private ValueTask WriteTo(CollectingSink sink, bool isBlocking, CancellationToken cancellationToken)
    {
        if (!IsReplayable)
        {
            throw new InvalidOperationException(
                $"The body ({this}) can be sent once: reading it would leave nothing to send.");
        }

        cancellationToken.ThrowIfCancellationRequested();
        return Unfollowed.Measured().WriteAsync(
            sink, new CallContext(Timeouts.None, TimeProvider.System, isBlocking, cancellationToken));
    }
}
