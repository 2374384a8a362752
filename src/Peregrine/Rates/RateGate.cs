namespace Peregrine;

/// <summary>
/// The buckets of one limit, and the sends that wait for their permits. One lock guards all of it; nothing waits under
/// it.
/// </summary>
/// <param name="limit">The limit.</param>
/// <param name="name">The bucket that all origins share, where they do.</param>
internal sealed class RateGate(RateLimit limit, string name)
{
    private readonly Lock _gate = new();
    private readonly RatePace _pace = RatePace.FromLimit(limit);
    private readonly RateMap<Origin, RateLane> _lanes = new(
        EqualityComparer<Origin>.Default, static (lane, now) => lane.Count == 0 && lane.Bucket.IsFresh(now));

    private RateLane? _shared;
    private long _tickets;

    internal RateLimit Limit => limit;

    /// <summary>The time between two permits.</summary>
    internal TimeSpan Interval => TimeSpan.FromTicks(_pace.Interval);

    /// <summary>How many origins it knows at present.</summary>
    internal int BucketCount
    {
        get
        {
            lock (_gate)
            {
                return _lanes.Count;
            }
        }
    }

    private bool HasOneBucket => limit.Scope == RateLimitScope.Session;

    /// <summary>Takes a permit where no store has to be asked, there is one, and no other send waits for it.</summary>
    internal bool TryTake(Origin origin, CallContext call)
    {
        call.CancellationToken.ThrowIfCancellationRequested(); // Such a call leaves the permit to others.
        if (limit.Store is not null)
        {
            return false;
        }

        lock (_gate)
        {
            var now = RateBucket.Now(call.Time); // Under the lock, so that it never goes back.
            var lane = LaneOf(origin, now);
            return IsFree(lane, now) && TakeHere(lane, now, TimeSpan.Zero).IsTaken;
        }
    }

    /// <summary>Takes a permit, and waits for it; false when no wait was needed.</summary>
    /// <exception cref="RequestTimeoutException">The wait was, or would be, longer than it may be.</exception>
    internal async ValueTask<bool> TakeAsync(Request request, CallContext call)
    {
        var origin = request.Target.Origin;
        var wait = new RateWait(this, request, call);
        var ticket = Interlocked.Increment(ref _tickets);
        var isPaused = false;
        if (limit.Store is not null && IsFree(origin, call.Time))
        {
            var answer = await AskAsync(origin, wait).ConfigureAwait(false);
            if (answer.IsTaken)
            {
                return false;
            }

            wait.Refuse(answer);
            isPaused = answer.IsPaused;
        }

        var turn = new RateTurn(ticket);
        var began = call.Time.GetTimestamp();
        Join(turn, origin, isPaused, call.Time);
        try
        {
            while (!await StepAsync(origin, turn, wait).ConfigureAwait(false))
            {
            }

            return true;
        }
        finally
        {
            Leave(turn);
            call.NotePermit(call.Time.GetElapsedTime(began));
        }
    }

    /// <summary>Pauses an origin, for no longer than the limit allows.</summary>
    internal ValueTask PauseAsync(Origin origin, TimeSpan pause, CallContext call)
    {
        pause = pause < limit.MaxPause ? pause : limit.MaxPause;
        if (limit.Store is { } store)
        {
            call.ForgetMoment();
            if (!call.IsBlocking)
            {
                return store.PauseAsync(origin.ToString(), pause, call.Time, call.CancellationToken);
            }

            store.Pause(origin.ToString(), pause, call.Time, call.CancellationToken);
            return default;
        }

        lock (_gate)
        {
            var now = RateBucket.Now(call.Time);
            LaneOf(origin, now).Bucket.Pause(now, pause);
            return default;
        }
    }

    /// <summary>How many sends wait before one.</summary>
    internal int CountBefore(RateTurn turn)
    {
        lock (_gate)
        {
            return turn.CountBefore();
        }
    }

    /// <summary>What to wait for until a send is the first of its lane; null when it is.</summary>
    internal Task? UntilFirst(RateTurn turn)
    {
        lock (_gate)
        {
            if (turn.Lane!.IsFirst(turn))
            {
                return null;
            }

            turn.Signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return turn.Signal.Task;
        }
    }

    /// <summary>The limit, and how many origins it knows.</summary>
    public override string ToString() => $"{limit}: {BucketCount} origins";

    // Waits for the turn and as long as it was told, and then asks; true when the permit was taken.
    private async ValueTask<bool> StepAsync(Origin origin, RateTurn turn, RateWait wait)
    {
        await wait.UntilFirstAsync(turn).ConfigureAwait(false);
        var isAside = IsAside(turn);
        if (isAside || wait.IsPaused)
        {
            await wait.PauseAsync().ConfigureAwait(false);
            if (isAside)
            {
                Move(turn, null, wait.Time);
            }

            return false; // One that came before may be the first by now.
        }

        var answer = await AskAsync(origin, wait).ConfigureAwait(false);
        if (answer.IsTaken)
        {
            return true;
        }

        wait.Refuse(answer);
        if (HasOneBucket && answer.IsPaused)
        {
            Move(turn, origin, wait.Time); // The other origins go on; it comes back to its place.
        }

        return false;
    }

    private ValueTask<RateAnswer> AskAsync(Origin origin, RateWait wait)
    {
        wait.ThrowIfCancelled();
        if (limit.Store is not { } store)
        {
            lock (_gate)
            {
                var now = RateBucket.Now(wait.Time);
                return new(TakeHere(LaneOf(origin, now), now, wait.Waited));
            }
        }

        var key = KeyOf(origin, wait.Time);
        var request = new RateRequest
        {
            Key = HasOneBucket ? name : key,
            Origin = key,
            Limit = limit,
            Waited = wait.Waited,
            Time = wait.Time,
        };
        return wait.AskAsync(store, request);
    }

    private RateAnswer TakeHere(RateLane lane, long now, TimeSpan waited)
    {
        if (!HasOneBucket)
        {
            return lane.Bucket.Take(_pace, now, waited);
        }

        return lane.Bucket.PauseLeft(now) is var pause && pause > TimeSpan.Zero
            ? RateAnswer.Paused(pause)
            : Shared(now).Bucket.Take(_pace, now, waited);
    }

    private bool IsFree(Origin origin, TimeProvider time)
    {
        lock (_gate)
        {
            var now = RateBucket.Now(time);
            return IsFree(LaneOf(origin, now), now);
        }
    }

    private bool IsFree(RateLane lane, long now) => lane.Count == 0 && (!HasOneBucket || Shared(now).Count == 0);

    private string KeyOf(Origin origin, TimeProvider time)
    {
        lock (_gate)
        {
            return LaneOf(origin, RateBucket.Now(time)).Key;
        }
    }

    // A send to an origin that is paused waits beside the lane of all origins, as those before it do.
    private void Join(RateTurn turn, Origin origin, bool isPaused, TimeProvider time)
    {
        lock (_gate)
        {
            var now = RateBucket.Now(time);
            var lane = LaneOf(origin, now);
            (HasOneBucket && lane.Count == 0 && !isPaused ? Shared(now) : lane).Add(turn);
        }
    }

    private void Leave(RateTurn turn)
    {
        lock (_gate)
        {
            turn.Lane!.Remove(turn);
        }
    }

    // Whether it waits for the end of a pause of its origin, beside the lane of all origins.
    private bool IsAside(RateTurn turn)
    {
        lock (_gate)
        {
            return HasOneBucket && !ReferenceEquals(turn.Lane, _shared);
        }
    }

    // To the lane of its origin, or back to that of all.
    private void Move(RateTurn turn, Origin? origin, TimeProvider time)
    {
        lock (_gate)
        {
            var now = RateBucket.Now(time);
            turn.Lane!.Remove(turn);
            (origin is { } one ? LaneOf(one, now) : Shared(now)).Add(turn);
        }
    }

    private RateLane LaneOf(Origin origin, long now) =>
        _lanes.Find(origin) ?? _lanes.Add(origin, new RateLane(origin.ToString(), new RateBucket(now)), now);

    private RateLane Shared(long now) => _shared ??= new RateLane(name, new RateBucket(now));
}
