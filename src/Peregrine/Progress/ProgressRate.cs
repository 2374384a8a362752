namespace Peregrine;

/// <summary>
/// A rate that follows what happens now without jumping: the mean over all the time so far, in which what is older
/// counts less. After <see cref="Memory"/> a stretch of time has a weight of 1/e.
/// </summary>
internal struct ProgressRate
{
    internal static readonly TimeSpan Memory = TimeSpan.FromSeconds(5);

    private double _amount;
    private double _seconds;

    /// <summary>How many a second; 0 before any time has passed.</summary>
    internal readonly double PerSecond => _seconds > 0 ? _amount / _seconds : 0;

    /// <summary>So much happened in a stretch of time.</summary>
    internal void Add(double amount, TimeSpan time)
    {
        var kept = Math.Exp(-time.TotalSeconds / Memory.TotalSeconds);
        _amount = (_amount * kept) + amount;
        _seconds = (_seconds * kept) + time.TotalSeconds;
    }
}
