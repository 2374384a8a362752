using System.Diagnostics;

namespace Peregrine;

/// <summary>Measures calls that are to run into a limit, and judges how they did.</summary>
internal static class Limit
{
    /// <summary>The limit of every test here.</summary>
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The call ends at its limit, not before and at most 20 % after (later where the machine itself is late), and says
    /// everything that a reader needs.
    /// </summary>
    /// <param name="phase">Whose limit it is.</param>
    /// <param name="shown">What the message holds.</param>
    /// <param name="call">The call.</param>
    /// <param name="waits">How many waits there may be; each has the whole limit.</param>
    internal static async Task<RequestTimeoutException> IsPassedAsync(
        TimeoutPhase phase, string shown, Func<Task> call, int waits = 1)
    {
        using var lateness = new Lateness();
        var clock = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(call);
        var elapsed = clock.Elapsed;
        var most = ((waits + 0.2) * Short) + lateness.Total;

        Assert.Equal(phase, failure.Phase);
        Assert.Equal(Short, failure.Limit);
        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.InRange(elapsed, Short, most);
        Assert.InRange(failure.Elapsed, Short, most);
        Assert.Contains(shown, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Matches(@"after (\d{3} ms|\d)", failure.Message);
        Assert.Contains(
            $"limit: {phase.ToString().ToLowerInvariant()} 500 ms", failure.Message, StringComparison.Ordinal);
        return failure;
    }

    /// <summary>The call, once it is under way, ends soon after it is cancelled, with the caller's own token.</summary>
    internal static async Task IsCancelledAsync(Func<CancellationToken, Task> start, Func<Task> underWay)
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var call = start(caller.Token);
        await underWay();

        using var lateness = new Lateness();
        var clock = Stopwatch.StartNew();
        await caller.CancelAsync();
        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(300) + lateness.Total);
        Assert.Equal(caller.Token, end.CancellationToken);
    }
}
