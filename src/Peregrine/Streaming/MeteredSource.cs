namespace Peregrine;

/// <summary>A body that reports how far it has come in.</summary>
internal sealed class MeteredSource(BodySource source, IProgress<Transfer> progress, TimeProvider time) : BodySource
{
    private readonly TransferMeter _meter = new(progress, source.Length, time);
    private bool _isDone;

    internal override long? Length => source.Length;

    internal override Headers Trailers => source.Trailers;

    internal override bool IsPlain => source.IsPlain;

    /// <summary>The source, with reports where the caller wants them.</summary>
    internal static BodySource Create(BodySource source, IProgress<Transfer>? progress, TimeProvider time) =>
        progress is null ? source : new MeteredSource(source, progress, time);

    internal override async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        var read = await source.ReadAsync(buffer).ConfigureAwait(false);
        Received += read;
        if (read > 0)
        {
            _meter.Add(read);
        }

        if ((read == 0 || source.Length == 0) && !_isDone)
        {
            _isDone = true;
            _meter.End();
        }

        return read;
    }

    internal override void Abort()
    {
        _meter.Abandon();
        source.Abort();
    }

    internal override void Abandon()
    {
        _meter.Abandon();
        source.Abandon();
    }

    public override void Dispose()
    {
        _meter.Abandon();
        source.Dispose();
    }
}
