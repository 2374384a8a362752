namespace Peregrine;

/// <summary>
/// What one logical call carries through every hop and try: its settings, its clock, its cancellation, what has happened so
/// far. Made at the door, used by one flow of control at a time.
/// </summary>
internal sealed class Call
{
    // What a timer can be set to; a longer limit is none.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    private CallSettings _settings;
    private readonly long _started;
    private long _moment; // When the clock was looked at last, while nothing was waited for since; else 0.
    private List<Attempt>? _attempts;
    private List<Response>? _history;

    /// <summary>Makes a call.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="isBlocking">Whether the caller's thread runs everything.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="started">When it began; null is now. A download or a loop over events is one call of many requests, which share a beginning.</param>
    internal Call(CallSettings settings, TimeProvider time, bool isBlocking, CancellationToken cancellationToken, long? started = null)
    {
        _settings = Settings = settings;
        Time = time;
        IsBlocking = isBlocking;
        CancellationToken = cancellationToken;
        _moment = time.GetTimestamp();
        _started = started ?? _moment;
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

    /// <summary>Whether one that is small is read all the same, as far as its length tells.</summary>
    internal bool ReadsSmall { get; init; }

    /// <summary>Set when a server refused to be asked before it is sent a body (417): the next try does not ask.</summary>
    internal bool SkipsExpect { get; set; }

    /// <summary>Which connections the next try may use: not those that lay idle when one of them turned out to be dead.</summary>
    internal Reuse Reuse { get; set; }

    /// <summary>
    /// The strictest reuse that every try of this call respects: what can be spent only once must not go to an idle connection.
    /// </summary>
    internal Reuse UsualReuse
    {
        get;
        init => field = Reuse = value;
    }

    /// <summary>What a try may use that may use this.</summary>
    internal Reuse AtLeast(Reuse reuse) => reuse > UsualReuse ? reuse : UsualReuse;

    /// <summary>Who asks the proxy that the next send is forwarded by; it is no field of the request, so that no origin ever sees it.</summary>
    internal string? ProxyAuthorization { get; set; }

    /// <summary>
    /// The streamed response that came last. Until the call has given it to its caller, the exchange owns it, and closes it when
    /// anything is thrown.
    /// </summary>
    internal Response? Held { get; set; }

    /// <summary>When the call began.</summary>
    internal long Started => _started;

    internal TimeSpan Elapsed => Time.GetElapsedTime(_started);

    /// <summary>How long the call had run at a moment.</summary>
    internal TimeSpan ElapsedAt(long moment) => Time.GetElapsedTime(_started, moment);

    /// <summary>When a connection was asked for.</summary>
    internal long Asked { get; private set; }

    /// <summary>The connection that was made for this call and has not served it yet.</summary>
    internal PooledConnection? Made { get; set; }

    /// <summary>Every try so far; a failure keeps the list and so tells those that follow.</summary>
    internal IReadOnlyList<Attempt> Attempts => _attempts ??= [];

    internal bool HasAttempts => _attempts is { Count: > 0 };

    internal IReadOnlyList<Response> History => (IReadOnlyList<Response>?)_history ?? [];

    /// <summary>Which limit the last wait had: its phase's own, or the whole call's.</summary>
    internal TimeoutPhase Binding { get; private set; }

    /// <summary>The limit of a phase that starts now: its own, or what is left of the whole call's, whichever is shorter.</summary>
    internal TimeSpan LimitOf(TimeoutPhase phase) => LimitOf(phase, null);

    /// <summary>The limit of a phase that starts at a moment; null looks at the clock where that matters.</summary>
    internal TimeSpan LimitOf(TimeoutPhase phase, long? now)
    {
        Binding = phase;
        var own = Settings.Timeouts.LimitOf(phase);
        own = own > LongestTimer ? Timeout.InfiniteTimeSpan : own;
        var total = Settings.Timeouts.LimitOf(TimeoutPhase.Total);
        if (total == Timeout.InfiniteTimeSpan)
        {
            return own;
        }

        var left = total - (now is { } moment ? ElapsedAt(moment) : Elapsed);
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
            var total = Settings.Timeouts.LimitOf(TimeoutPhase.Total);
            var left = total - Elapsed;
            return total == Timeout.InfiniteTimeSpan || left > LongestTimer ? Timeout.InfiniteTimeSpan : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Whether the time of the whole call is used up, or would be after a pause.</summary>
    internal bool IsOver(TimeSpan pause = default)
    {
        var total = Settings.Timeouts.LimitOf(TimeoutPhase.Total);
        return total != Timeout.InfiniteTimeSpan && pause >= total - Elapsed;
    }

    /// <summary>The moment, by a look at the clock unless the last one holds still.</summary>
    internal long Now() => _moment == 0 ? Look() : _moment;

    /// <summary>Looks at the clock.</summary>
    internal long Look() => _moment = Time.GetTimestamp();

    /// <summary>Something was waited for, or somebody's code ran: the next who asks for the moment looks at the clock.</summary>
    internal void Waited() => _moment = 0;

    /// <summary>A connection is asked for.</summary>
    internal long Ask() => Asked = Now();

    /// <summary>Whether the connection was made for this call, which begins to use it.</summary>
    internal bool TakeMade(PooledConnection connection)
    {
        var isMade = ReferenceEquals(Made, connection);
        Made = null;
        return isMade;
    }

    /// <summary>Begins a hop: its origin may have settings of its own.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="isFirst">Whether it is the one that the call names, and no other was visited since.</param>
    internal void Enter(Origin origin, bool isFirst) => Settings = _settings.At(origin, isFirst);

    /// <summary>Keeps what servers have set from now on, to the end of the call.</summary>
    internal void Keep(CallCookies cookies)
    {
        _settings = _settings with { CallCookies = cookies };
        Settings = Settings with { CallCookies = cookies };
    }

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
        Waited();
        CancellationToken.ThrowIfCancellationRequested();
        var started = Time.GetTimestamp();
        for (var left = delay; left > TimeSpan.Zero; left = delay - Time.GetElapsedTime(started))
        {
            if (IsBlocking && ReferenceEquals(Time, TimeProvider.System))
            {
                using var never = new ManualResetEventSlim();
                never.Wait(left < LongestTimer ? left : LongestTimer, CancellationToken);
            }
            else
            {
                var slice = left < LongestTimer ? left : LongestTimer;
                await Blocking.Settle(new ValueTask(Task.Delay(slice, Time, CancellationToken)), this).ConfigureAwait(false);
            }
        }
    }
}
