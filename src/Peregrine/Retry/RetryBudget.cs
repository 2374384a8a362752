using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// Limits how many retries all calls together may make, so that a failing service does not get many times the requests
/// of a working one: in any ten seconds, at most <see cref="Share"/> of the calls that began, plus
/// <see cref="PerSecond"/> a second.
/// </summary>
/// <remarks>Several threads may use it at once. Sessions that get the same object share it.</remarks>
[TypeConverter(typeof(SectionConverter))]
public sealed class RetryBudget
{
    private const int Seconds = 10;
    private readonly Lock _gate = new();
    private readonly int[] _calls = new int[Seconds];
    private readonly int[] _retries = new int[Seconds];
    private long _second = long.MinValue;

    /// <summary>A budget.</summary>
    /// <param name="share">Retries for each call that begins, from 0 to 1: 0.2 is one for five.</param>
    /// <param name="perSecond">Retries a second that are always allowed, 0 or more, so that a program with few calls
    /// can retry too.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1, or the rate is negative.</exception>
    public RetryBudget(double share, double perSecond)
    {
        Share = share is >= 0 and <= 1
            ? share
            : throw new ArgumentOutOfRangeException(nameof(share), share, "A share is a number from 0 to 1.");
        PerSecond = perSecond is >= 0 and <= 1_000_000
            ? perSecond
            : throw new ArgumentOutOfRangeException(
                nameof(perSecond), perSecond, "A rate is a number from 0 to a million.");
    }

    /// <summary>Retries for each call that begins.</summary>
    public double Share { get; }

    /// <summary>Retries a second that are always allowed.</summary>
    public double PerSecond { get; }

    /// <summary>The share and the rate.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{Share:P0} of the calls and {PerSecond} a second");

    /// <summary>Counts a call that begins.</summary>
    internal void NoteCall(TimeProvider time)
    {
        lock (_gate)
        {
            _calls[Slot(time)]++;
        }
    }

    /// <summary>Uses one retry of the budget; false when there is none left.</summary>
    internal bool TryTake(TimeProvider time)
    {
        lock (_gate)
        {
            var slot = Slot(time);
            if (_retries.Sum() + 1 > (Share * _calls.Sum()) + (PerSecond * Seconds))
            {
                return false;
            }

            _retries[slot]++;
            return true;
        }
    }

    // The slot of this second; slots older than ten seconds are cleared.
    private int Slot(TimeProvider time)
    {
        var second = (long)time.GetElapsedTime(0).TotalSeconds + Seconds;
        for (var step = Math.Max(_second + 1, second - Seconds + 1); step <= second; step++)
        {
            _calls[step % Seconds] = _retries[step % Seconds] = 0;
        }

        _second = Math.Max(_second, second);
        return (int)(_second % Seconds);
    }
}
