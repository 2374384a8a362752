namespace Peregrine;

/// <summary>What a progress bar has been told since its line began: items, and transfers.</summary>
/// <param name="time">The clock.</param>
/// <param name="total">How many items there will be, where that is known from the beginning.</param>
internal sealed class ProgressCount(TimeProvider time, long? total)
{
    private static readonly TimeSpan ShortestSample = TimeSpan.FromMilliseconds(50);

    private readonly TransferSum _transfers = new();
    private ProgressRate _rate;
    private ProgressEnd _end;
    private readonly long? _known = total;
    private bool _isCounting = total is not null;
    private int _passes;
    private long _items;
    private long? _total = total;
    private long _started;
    private long _sampledAt;
    private long _sampled;

    /// <summary>Whether something was told that has not ended.</summary>
    internal bool IsOpen { get; private set; }

    /// <summary>Whether nothing is left to do: the line ends without being told to.</summary>
    internal bool IsAllDone => _passes == 0 && (_isCounting ? _items >= _total : _transfers.IsIdle);

    private long Done => _isCounting ? _items : _transfers.Bytes;

    private TimeSpan Elapsed => time.GetElapsedTime(_started);

    internal void Report(Transfer transfer)
    {
        Open(transfer.Elapsed);
        _transfers.Report(transfer);
        Sample();
    }

    internal void Add(long count)
    {
        _isCounting = true;
        Open(TimeSpan.Zero);
        _items += count;
        Sample();
    }

    /// <summary>A sequence begins: what it has is added to what others have that are under way.</summary>
    internal void Begin(long? more)
    {
        _isCounting = true;
        Open(TimeSpan.Zero);
        _total = _passes++ == 0 ? more ?? _known : _total + more;
    }

    /// <summary>A sequence has ended: whether it was the last one.</summary>
    internal bool Leave() => --_passes == 0;

    /// <summary>Whether a transfer is all that the line is about.</summary>
    internal bool IsLast(object meter) => !_isCounting && _transfers.IsLast(meter);

    internal void Abandon(object meter) => _transfers.Abandon(meter);

    /// <summary>How a line ends that is told to.</summary>
    internal ProgressEnd EndOf() => (_isCounting && _items < _total) || !_transfers.IsIdle || _passes > 0
        ? ProgressEnd.Stopped
        : ProgressEnd.Whole;

    /// <summary>The line ends.</summary>
    internal void Close(ProgressEnd end) => _end = end;

    /// <summary>What was told is shown, and the next line begins from nothing.</summary>
    internal void Forget()
    {
        (IsOpen, _end, _items, _total) = (false, ProgressEnd.None, 0, _known);
        _transfers.Clear();
    }

    internal ProgressView View(string label)
    {
        var elapsed = Elapsed;
        return new ProgressView(label, Done, _isCounting ? _total : _transfers.Total, IsBytes: !_isCounting)
        {
            BesideBytes = _isCounting ? _transfers.Bytes : 0,
            Rate = _end == ProgressEnd.None ? _rate.PerSecond : Mean(elapsed),
            Elapsed = elapsed,
            End = _end,
        };
    }

    private void Open(TimeSpan since)
    {
        if (!IsOpen)
        {
            IsOpen = true;
            _rate = default;
            _sampled = 0;
            _started = _sampledAt = time.GetTimestamp() - (long)(since.TotalSeconds * time.TimestampFrequency);
        }
    }

    private double Mean(TimeSpan elapsed) => elapsed > TimeSpan.Zero ? New / elapsed.TotalSeconds : 0;

    // Without what an earlier run left.
    private long New => _isCounting ? _items : _transfers.Bytes - _transfers.Resumed;

    // What is too short to be measured is measured with what follows.
    private void Sample()
    {
        var passed = time.GetElapsedTime(_sampledAt);
        if (passed >= ShortestSample)
        {
            var now = New;
            _rate.Add(Math.Max(0, now - _sampled), passed);
            (_sampled, _sampledAt) = (now, time.GetTimestamp());
        }
    }
}
