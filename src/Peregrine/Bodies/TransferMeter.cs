namespace Peregrine;

/// <summary>Tells of a transfer: at its first bytes, ten times a second, and at its end.</summary>
/// <param name="progress">What is told.</param>
/// <param name="total">How many bytes there will be, where that is known.</param>
/// <param name="time">The clock.</param>
/// <param name="resumed">How many of them were there before.</param>
internal sealed class TransferMeter(IProgress<Transfer> progress, long? total, TimeProvider time, long resumed = 0)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private readonly long _started = time.GetTimestamp();
    private readonly long _resumed = resumed;
    private long _bytes = resumed;
    private TimeSpan? _toldAt;
    private bool _hasEnded;

    internal void Add(int count)
    {
        _bytes += count;
        var elapsed = time.GetElapsedTime(_started);
        if (_toldAt is not { } toldAt || elapsed - toldAt >= Pace)
        {
            _toldAt = elapsed;
            progress.Report(new Transfer(_bytes, total, elapsed, IsDone: false) { Resumed = _resumed, Meter = this });
        }
    }

    internal void End()
    {
        _hasEnded = true;
        progress.Report(new Transfer(_bytes, total ?? _bytes, time.GetElapsedTime(_started), IsDone: true)
        {
            Resumed = _resumed,
            Meter = this,
        });
    }

    /// <summary>The transfer goes on no more; one that has ended stays whole.</summary>
    internal void Abandon()
    {
        if (!_hasEnded && _toldAt is not null)
        {
            _hasEnded = true;
            (progress as ITransferListener)?.Abandon(this);
        }
    }
}
