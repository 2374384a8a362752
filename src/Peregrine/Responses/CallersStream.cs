namespace Peregrine;

/// <summary>A body that the caller made from a stream. It is what its readers get: nothing is undone.</summary>
internal sealed class CallersStream(Stream stream) : BodySource
{
    /// <summary>The call that reads it.</summary>
    internal CallContext Call { get; set; } =
        new(Timeouts.None, TimeProvider.System, isBlocking: false, CancellationToken.None);

    /// <summary>Whether it changes its owner: the one that it had lets go of it without closing it.</summary>
    internal bool IsHandedOver { get; set; }

    internal override long? Length => stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;

    internal override bool IsPlain => true;

    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        var read = Call.IsBlocking
            ? stream.Read(buffer.Span)
            : await stream.ReadAsync(buffer, Call.CancellationToken).ConfigureAwait(false);
        Received += read;
        return read;
    }

    public override void Dispose()
    {
        if (!IsHandedOver)
        {
            stream.Dispose();
        }
    }
}
