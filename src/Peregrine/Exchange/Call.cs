namespace Peregrine;

/// <summary>
/// The story of one logical call through every hop and try: its settings, and what has happened so far. Only the
/// exchange, its hops and its sender see it; everything below sees the <see cref="SendContext"/> or the
/// <see cref="CallContext"/> in it.
/// </summary>
internal class Call : SendContext
{
    private CallSettings _settings;
    private List<Attempt>? _attempts;
    private List<Response>? _history;

    /// <summary>Makes a call.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="isBlocking">Whether the caller's thread runs everything.</param>
    /// <param name="cancellationToken">The caller's token.</param>
    /// <param name="started">When it began; null is now. The many requests of a download share a beginning.</param>
    internal Call(
        CallSettings settings, TimeProvider time, bool isBlocking,
        CancellationToken cancellationToken, long? started = null)
        : base(settings, time, isBlocking, cancellationToken, started) => _settings = Settings = settings;

    /// <summary>The settings of the hop that the call is on.</summary>
    internal CallSettings Settings { get; private set; }

    internal override TransportSettings Transport => Settings;

    /// <summary>The rates of the session; null where none is set.</summary>
    internal RateTable? Rates => Settings.Session.Rates;

    /// <summary>Whose call it is: a scheme that has to ask for a token asks through it.</summary>
    internal ITokenSession? Session { get; init; }

    /// <summary>What is done with the body of the answer.</summary>
    internal BodyMode BodyMode { get; init; }

    /// <summary>Whether the body of the answer is left on the wire, at least where it is large.</summary>
    internal bool LeavesBody => BodyMode >= BodyMode.Leave;

    /// <summary>
    /// The streamed response that came last. Until the call has given it to its caller, the exchange owns it, and
    /// closes it when anything is thrown.
    /// </summary>
    internal Response? Held { get; set; }

    /// <summary>Every try so far; a failure keeps the list and so tells those that follow.</summary>
    internal IReadOnlyList<Attempt> Attempts => _attempts ??= [];

    internal bool HasAttempts => _attempts is { Count: > 0 };

    internal IReadOnlyList<Response> History => (IReadOnlyList<Response>?)_history ?? [];

    /// <summary>Begins a hop: its origin may have settings of its own.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="isFirst">Whether it is the one that the call names, and no other was visited since.</param>
    internal void Enter(Origin origin, bool isFirst)
    {
        Settings = _settings.At(origin, isFirst);
        Timeouts = Settings.Timeouts;
    }

    /// <summary>Keeps what servers have set from now on, to the end of the call.</summary>
    internal void Keep(CallCookies cookies)
    {
        _settings = _settings with { CallCookies = cookies };
        Settings = Settings with { CallCookies = cookies };
    }

    /// <summary>Notes a try, and tells the caller's hook of it.</summary>
    /// <param name="request">The request as it was sent.</param>
    /// <param name="outcome">How the try ended.</param>
    /// <param name="reason">What follows, or why nothing does.</param>
    /// <param name="delay">The pause that follows.</param>
    internal virtual void Note(Request request, Outcome outcome, AttemptReason reason, TimeSpan? delay)
    {
        var attempt = new Attempt
        {
            StatusCode = outcome.Response?.StatusCode,
            Failure = outcome.Failure,
            Delay = delay,
            Reason = reason,
        };
        (_attempts ??= []).Add(attempt);
        Tell(request, outcome, attempt);
    }

    /// <summary>
    /// Tells the caller's hook of a call that succeeds at once. Nothing is kept: the response makes the same list when
    /// it is asked for.
    /// </summary>
    internal void Tell(Request request, Outcome outcome)
    {
        if (Settings.OnAttempt is not null)
        {
            Tell(request, outcome, FinalAttempts.For(outcome.Response!.StatusCode));
        }
    }

    private void Tell(Request request, Outcome outcome, Attempt attempt)
    {
        if (Settings.OnAttempt is { } hook)
        {
            try
            {
                hook(request, attempt);
            }
            catch
            {
                outcome.Response?.Dispose();
                throw;
            }

            ForgetMoment();
        }
    }

    internal void NoteHop(Response redirect) => (_history ??= []).Add(redirect);

    /// <summary>Told each redirect that is followed.</summary>
    internal virtual void NoteRedirect(Response redirect, Request next)
    {
    }

    /// <summary>The redirect noted last is not followed after all.</summary>
    internal void ForgetHop() => _history!.RemoveAt(_history.Count - 1);

    internal override RequestException Complete(RequestException failure) => failure.Complete(Elapsed, Attempts);

    internal override RequestException CompleteAsLast(RequestException failure)
    {
        Note(failure.Request, new Outcome(null, failure), AttemptReason.Final, null);
        return Complete(failure);
    }

    /// <summary>Gives a response what the whole call knows; after this the response stands by itself.</summary>
    internal void Complete(Response response) =>
        response.Complete(
            this,
            Settings,
            _history is { Count: > 0 } history ? [.. history] : [],
            HasAttempts ? Attempts : null,
            IsBodyTaken(response));

    // Into pooled memory a body is left for the code that called, which takes it at once.
    private bool IsBodyTaken(Response response) => BodyMode switch
    {
        BodyMode.Parse => response.IsSuccess,
        BodyMode.LeaveLarge => !response.IsRedirect && !Settings.Hooks.SeeResponses,
        _ => false,
    };
}
