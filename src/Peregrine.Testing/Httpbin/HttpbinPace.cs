using System.Diagnostics;

namespace Peregrine;

/// <summary>
/// Holds a sender to so much time per byte, counted from the start, so that short waits do not add up to a long one.
/// </summary>
internal sealed class HttpbinPace(TimeSpan perByte)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Whether that many bytes are too early.</summary>
    public bool IsAhead(long sent) => Lead(sent) >= Shortest;

    /// <summary>Waits until that many bytes are due.</summary>
    public Task WaitAsync(long sent, CancellationToken cancellationToken) =>
        IsAhead(sent) ? Task.Delay(Lead(sent), cancellationToken) : Task.CompletedTask;

    private TimeSpan Lead(long sent) => (perByte * sent) - Stopwatch.GetElapsedTime(_start);
}
