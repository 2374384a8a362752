namespace Peregrine;

/// <summary>A body that the caller made from a stream. It is what its readers get: nothing is undone.</summary>
internal sealed class CallersStream(Stream stream, Request request) : BodySource
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
        var read = Call.IsBlocking ? stream.Read(buffer.Span)
            : Call.TimeLeft is var left && left == Timeout.InfiniteTimeSpan
                ? await stream.ReadAsync(buffer, Call.CancellationToken).ConfigureAwait(false)
            : await ReadAsync(buffer, left).ConfigureAwait(false);
        if (Call.IsOver())
        {
            throw TooSlow();
        }

        Received += read;
        return read;
    }

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, TimeSpan left)
    {
        using var over = new CancellationTokenSource(left, Call.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(over.Token, Call.CancellationToken);
        try
        {
            return await stream.ReadAsync(buffer, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !IsCancelled)
        {
            throw TooSlow();
        }
        catch (OperationCanceledException ended) when (IsCancelled)
        {
            throw new OperationCanceledException(ended.Message, ended, Call.CancellationToken);
        }
    }

    private bool IsCancelled => Call.CancellationToken.IsCancellationRequested;

    private RequestTimeoutException TooSlow() => RequestTimeoutException.Create(
        TimeoutPhase.Read, Call.Passed(TimeoutPhase.Read, TimeoutPhase.Total), request, hasHead: true);

    public override void Dispose()
    {
        if (!IsHandedOver)
        {
            stream.Dispose();
        }
    }
}
