namespace Peregrine;

/// <summary>Tells of a transfer: at its first bytes, ten times a second, and at its end.</summary>
internal sealed class TransferMeter(IProgress<Transfer> progress, long? total, TimeProvider time)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private readonly long _started = time.GetTimestamp();
    private long _bytes;
    private TimeSpan? _toldAt;

    internal void Add(int count)
    {
        _bytes += count;
        var elapsed = time.GetElapsedTime(_started);
        if (_toldAt is not { } toldAt || elapsed - toldAt >= Pace)
        {
            _toldAt = elapsed;
            progress.Report(new Transfer(_bytes, total, elapsed, IsDone: false));
        }
    }

    internal void End() => progress.Report(new Transfer(_bytes, total ?? _bytes, time.GetElapsedTime(_started), IsDone: true));
}
