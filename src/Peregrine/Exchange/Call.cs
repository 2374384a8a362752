namespace Peregrine;

/// <summary>
/// What one logical call carries through every hop and try: its settings, its clock, its cancellation, what has happened so
/// far. Made at the door, used by one flow of control at a time.
/// </summary>
internal sealed class Call
{
    // What a timer can be set to; a longer limit is none.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly CallSettings _settings;
    private readonly long _started;
    private List<Attempt>? _attempts;
    private List<Response>? _history;

    internal Call(CallSettings settings, TimeProvider time, bool isBlocking, CancellationToken cancellationToken)
    {
        _settings = Settings = settings;
        Time = time;
        IsBlocking = isBlocking;
        CancellationToken = cancellationToken;
        _started = time.GetTimestamp();
    }

    /// <summary>The settings of the hop that the call is on.</summary>
    internal CallSettings Settings { get; private set; }

    internal TimeProvider Time { get; }

    /// <summary>
    /// Whether the caller's thread runs everything. Only the leaves ask: transport, pause, body. It is set at the door, and again
    /// by each reader of a streamed body, which may be of the other kind.
    /// </summary>
    internal bool IsBlocking { get; set; }

    /// <summary>The caller's token.</summary>
    internal CancellationToken CancellationToken { get; }

    /// <summary>Whose call it is: a scheme that has to ask for a token asks through it.</summary>
    internal HttpSession? Session { get; init; }

    /// <summary>Whether the body may be left in pooled memory, because it is parsed at once.</summary>
    internal bool ParsesBody { get; init; }

    /// <summary>Whether the body of the answer is left on the wire, for the caller to read.</summary>
    internal bool LeavesBody { get; init; }

    /// <summary>Set when an idle connection turned out to be dead: the next try makes a new one.</summary>
    internal bool NeedsFreshConnection { get; set; }

    /// <summary>Who asks the proxy that the next send is forwarded by; it is no field of the request, so that no origin ever sees it.</summary>
    internal string? ProxyAuthorization { get; set; }

    internal TimeSpan Elapsed => Time.GetElapsedTime(_started);

    /// <summary>Every try so far; a failure keeps the list and so tells those that follow.</summary>
    internal IReadOnlyList<Attempt> Attempts => _attempts ??= [];

    internal bool HasAttempts => _attempts is { Count: > 0 };

    internal IReadOnlyList<Response> History => (IReadOnlyList<Response>?)_history ?? [];

    /// <summary>Which limit the last wait had: its phase's own, or the whole call's.</summary>
    internal TimeoutPhase Binding { get; private set; }

    /// <summary>The limit of a phase that starts now: its own, or what is left of the whole call's, whichever is shorter.</summary>
    internal TimeSpan LimitOf(TimeoutPhase phase)
    {
        Binding = phase;
        var own = Settings.Timeouts.Of(phase);
        own = own > LongestTimer ? Timeout.InfiniteTimeSpan : own;
        var total = Settings.Timeouts.Of(TimeoutPhase.Total);
        if (total == Timeout.InfiniteTimeSpan)
        {
            return own;
        }

        var left = total - Elapsed;
        if (left > LongestTimer || (own != Timeout.InfiniteTimeSpan && own <= left))
        {
            return own;
        }

        Binding = TimeoutPhase.Total;
        return left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1);
    }

    /// <summary>What is left of the whole call's time; infinite when it has no limit.</summary>
    internal TimeSpan TimeLeft
    {
        get
        {
            var total = Settings.Timeouts.Of(TimeoutPhase.Total);
            var left = total - Elapsed;
            return total == Timeout.InfiniteTimeSpan || left > LongestTimer ? Timeout.InfiniteTimeSpan : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Whether the time of the whole call is used up, or would be after a pause.</summary>
    internal bool IsOver(TimeSpan pause = default)
    {
        var total = Settings.Timeouts.Of(TimeoutPhase.Total);
        return total != Timeout.InfiniteTimeSpan && Elapsed + pause >= total;
    }

    /// <summary>Begins a hop: its origin may have settings of its own.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="isFirst">Whether it is the one that the call names, and no other was visited since.</param>
    internal void Enter(Origin origin, bool isFirst) => Settings = _settings.At(origin, isFirst);

    internal void Note(Outcome outcome, AttemptReason reason, TimeSpan? delay) => (_attempts ??= []).Add(new Attempt
    {
        StatusCode = outcome.Response?.StatusCode,
        Failure = outcome.Failure,
        Delay = delay,
        Reason = reason,
    });

    internal void NoteHop(Response redirect) => (_history ??= []).Add(redirect);

    /// <summary>The redirect noted last is not followed after all.</summary>
    internal void ForgetHop() => _history!.RemoveAt(_history.Count - 1);

    /// <summary>Waits, on the caller's thread in a blocking call. Cancellation ends the pause at once.</summary>
    internal async ValueTask PauseAsync(TimeSpan delay)
    {
        CancellationToken.ThrowIfCancellationRequested();
        var started = Time.GetTimestamp();
        for (var left = delay; left > TimeSpan.Zero; left = delay - Time.GetElapsedTime(started))
        {
            if (IsBlocking && ReferenceEquals(Time, TimeProvider.System))
            {
                using var never = new ManualResetEventSlim();
                never.Wait(left, CancellationToken);
            }
            else
            {
                await Blocking.Settle(new ValueTask(Task.Delay(left, Time, CancellationToken)), this).ConfigureAwait(false);
            }
        }
    }
}
