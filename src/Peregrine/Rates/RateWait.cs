namespace Peregrine;

/// <summary>The wait of one send: its limit, its token, and whether it blocks.</summary>
internal sealed class RateWait(RateGate gate, Request request, CallContext call)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366); // A store may say anything.

    private readonly long _started = call.Time.GetTimestamp();
    private readonly PhaseLimit _limit = call.LimitOf(TimeoutPhase.Rate);
    private TimeSpan _pausedFor; // Since the wait began.

    internal TimeProvider Time => call.Time;

    internal TimeSpan Waited => call.Time.GetElapsedTime(_started);

    /// <summary>Whether the time that the last answer named is not over.</summary>
    internal bool IsPaused => _pausedFor > Waited;

    private TimeSpan Left => _limit.Length == Timeout.InfiniteTimeSpan ? Timeout.InfiniteTimeSpan
        : _limit.Length - Waited is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    /// <exception cref="OperationCanceledException">The caller has cancelled.</exception>
    internal void ThrowIfCancelled() => call.CancellationToken.ThrowIfCancellationRequested();

    /// <summary>Asks a store.</summary>
    internal ValueTask<RateAnswer> AskAsync(IRateStore store, RateRequest question)
    {
        call.ForgetMoment();
        return call.IsBlocking
            ? new(store.Take(question, call.CancellationToken))
            : store.TakeAsync(question, call.CancellationToken);
    }

    /// <summary>Waits until a send is the first of its lane.</summary>
    /// <exception cref="RequestTimeoutException">That took too long.</exception>
    internal async ValueTask UntilFirstAsync(RateTurn turn)
    {
        while (gate.UntilFirst(turn) is { } first)
        {
            ThrowIfCancelled();
            if (Left == TimeSpan.Zero)
            {
                throw TooLong($"sends that came before it and still wait: {gate.CountBefore(turn)}");
            }

            await WaitAsync(first).ConfigureAwait(false);
        }
    }

    /// <summary>Notes for how long there is no permit, and fails at once where that is longer than the limit.</summary>
    /// <exception cref="RequestTimeoutException">It is.</exception>
    internal void Refuse(RateAnswer answer)
    {
        if (Left is var left && left != Timeout.InfiniteTimeSpan && answer.Wait > left)
        {
            throw TooLong(answer.IsPaused
                ? $"the server asked for a pause that lasts another {PhaseText.Seconds(answer.Wait)}"
                : $"the next permit comes in {PhaseText.Seconds(answer.Wait)}");
        }

        _pausedFor = Waited + (answer.Wait < Longest ? answer.Wait : Longest);
    }

    /// <summary>Waits as long as the answer noted last said, counted from then.</summary>
    internal ValueTask PauseAsync() => call.PauseAsync(_pausedFor - Waited);

    private async ValueTask WaitAsync(Task first)
    {
        call.ForgetMoment();
        var limit = TimerRounding.Timer(Left, Time);
        if (call.IsBlocking)
        {
            Blocking.Wait(first, limit, Time, needsWorkers: true, call.CancellationToken);
            return;
        }

        try
        {
            await first.WaitAsync(limit, Time, call.CancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The caller of this sees for itself what is left.
        }
    }

    private RequestTimeoutException TooLong(string reason)
    {
        var passed = call.Passed(TimeoutPhase.Rate, _limit.Phase);
        return RequestTimeoutException.Create(
            TimeoutPhase.Rate, passed, request,
            reason: $"{reason} ({gate.Limit}); raise RateLimit or Timeouts.{passed.Phase}");
    }
}
