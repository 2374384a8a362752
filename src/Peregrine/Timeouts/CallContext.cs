namespace Peregrine;

/// <summary>
/// What everything below the exchange needs of a call: its clock, its limits, its token, and whether the caller's
/// thread runs it. One flow of control uses it at a time.
/// </summary>
internal class CallContext
{
    // What a timer can be set to; a longer limit is none.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly long _started;
    private long _moment; // When the clock was read last, while the call has not waited since; else 0.

    /// <summary>Makes a context.</summary>
    /// <param name="timeouts">The limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="isBlocking">Whether the caller's thread runs everything.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="started">When the call began; null is now. The many requests of a download share a
    /// beginning.</param>
    internal CallContext(
        Timeouts timeouts, TimeProvider time, bool isBlocking,
        CancellationToken cancellationToken, long? started = null)
    {
        Timeouts = timeouts;
        Time = time;
        IsBlocking = isBlocking;
        CancellationToken = cancellationToken;
        _moment = time.GetTimestamp();
        _started = started ?? _moment;
    }

    /// <summary>The limits of the hop that the call is on.</summary>
    internal Timeouts Timeouts { get; private protected set; }

    internal TimeProvider Time { get; }

    /// <summary>The caller's token; while a middleware sends with a token of its own, one that both end.</summary>
    internal CancellationToken CancellationToken { get; set; }

    /// <summary>
    /// Whether the caller's thread runs everything. Only the leaves ask: transport, pause, body. The call sets it when
    /// it begins, and each reader of a streamed body sets it again, because a reader may be of the other kind.
    /// </summary>
    internal bool IsBlocking { get; set; }

    /// <summary>When the call began.</summary>
    internal long Started => _started;

    internal TimeSpan Elapsed => Time.GetElapsedTime(_started);

    /// <summary>What is left of the whole call's time; infinite when it has no limit.</summary>
    internal TimeSpan TimeLeft
    {
        get
        {
            var total = Timeouts.LimitOf(TimeoutPhase.Total);
            var left = total - Elapsed;
            return total == Timeout.InfiniteTimeSpan || left > LongestTimer ? Timeout.InfiniteTimeSpan
                : left > TimeSpan.Zero ? left
                : TimeSpan.Zero;
        }
    }

    /// <summary>The same call for a flow of control that runs beside it, on other threads.</summary>
    internal CallContext Beside() => new(Timeouts, Time, isBlocking: false, CancellationToken);

    /// <summary>The same call, its beginning too, for work that another token ends.</summary>
    internal CallContext EndedBy(CancellationToken cancellationToken) =>
        new(Timeouts, Time, IsBlocking, cancellationToken, _started);

    /// <summary>How long the call had run at a moment.</summary>
    internal TimeSpan ElapsedAt(long moment) => Time.GetElapsedTime(_started, moment);

    /// <summary>The limit of a phase that starts now.</summary>
    internal PhaseLimit LimitOf(TimeoutPhase phase) => LimitOf(phase, null);

    /// <summary>The limit of a phase that starts at a moment; null reads the clock where that matters.</summary>
    internal PhaseLimit LimitOf(TimeoutPhase phase, long? now)
    {
        var own = Timeouts.LimitOf(phase);
        own = own > LongestTimer ? Timeout.InfiniteTimeSpan : own;
        var total = Timeouts.LimitOf(TimeoutPhase.Total);
        if (total == Timeout.InfiniteTimeSpan)
        {
            return new PhaseLimit(own, phase);
        }

        var left = total - (now is { } moment ? ElapsedAt(moment) : Elapsed);
        return left > LongestTimer || (own != Timeout.InfiniteTimeSpan && own <= left)
            ? new PhaseLimit(own, phase)
            : new PhaseLimit(left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1), TimeoutPhase.Total);
    }

    /// <summary>Whether the time of the whole call is used up, or would be after a pause.</summary>
    internal bool IsOver(TimeSpan pause = default)
    {
        var total = Timeouts.LimitOf(TimeoutPhase.Total);
        return total != Timeout.InfiniteTimeSpan && pause >= total - Elapsed;
    }

    /// <summary>Which limit was passed: the phase's own, or that of the whole call when it has passed.</summary>
    /// <param name="phase">What the call was doing.</param>
    /// <param name="binding">Which limit ended the wait: the phase's own, or <see cref="TimeoutPhase.Total"/>.</param>
    internal PassedLimit Passed(TimeoutPhase phase, TimeoutPhase binding)
    {
        var passed = binding == TimeoutPhase.Total || IsOver() ? TimeoutPhase.Total : phase;
        return new PassedLimit(passed, Timeouts.LimitOf(passed), Elapsed);
    }

    /// <summary>The moment: the clock is read unless the call has not waited since it was read last.</summary>
    internal long Now() => _moment == 0 ? ReadClock() : _moment;

    /// <summary>Reads the clock.</summary>
    internal long ReadClock() => _moment = Time.GetTimestamp();

    /// <summary>The call waited, or code of the user ran: <see cref="Now"/> reads the clock again.</summary>
    internal void ForgetMoment() => _moment = 0;

    /// <summary>Told how long the call waited for a permit of a rate.</summary>
    internal virtual void NotePermit(TimeSpan wait)
    {
    }

    /// <summary>Gives a failure what the whole call knows, before the failure is thrown.</summary>
    internal virtual RequestException Complete(RequestException failure) => failure.Complete(Elapsed);

    /// <summary>Gives a refused credential what the whole call knows, as its last try.</summary>
    internal virtual RequestException CompleteAsLast(RequestException failure) => Complete(failure);

    /// <summary>Waits, on the caller's thread in a blocking call. Cancellation ends the pause at once.</summary>
    internal async ValueTask PauseAsync(TimeSpan delay)
    {
        ForgetMoment();
        CancellationToken.ThrowIfCancellationRequested();
        var started = Time.GetTimestamp();
        for (var left = delay; left > TimeSpan.Zero; left = delay - Time.GetElapsedTime(started))
        {
            var slice = TimerRounding.Pause(left);
            if (IsBlocking && ReferenceEquals(Time, TimeProvider.System))
            {
                using var never = new ManualResetEventSlim();
                never.Wait(slice, CancellationToken);
            }
            else
            {
                await Blocking.Settle(new ValueTask(Task.Delay(slice, Time, CancellationToken)), IsBlocking)
                    .ConfigureAwait(false);
            }
        }
    }
}
