namespace Peregrine;

/// <summary>The library's session for one call, and the request that it sends.</summary>
internal sealed class CallSession : IDisposable
{
    private readonly HttpSession _session;

    private readonly IKeptState? _state;

    private CallSession(HttpSession session, Request request, IKeptState? state) =>
        (_session, Request, _state) = (session, request, state);

    /// <summary>What is sent.</summary>
    internal Request Request { get; }

    /// <summary>Makes it ready. Nothing is sent.</summary>
    /// <param name="planned">What is asked for.</param>
    /// <param name="variable">The environment variables.</param>
    /// <exception cref="UsageException">A file can't be read, or the library refuses something.</exception>
    internal static CallSession Open(PlannedRequest planned, Func<string, string?> variable)
    {
        try
        {
            var state = StateOf(planned, variable);
            var options = new HttpSessionOptions { Cookies = state?.Cookies };
            ConnectionSettings.Add(planned.Plan, options);
            planned.Options.Auth ??= LoginSettings.Default(planned.Plan);
            var session = new HttpSession(options);
            return new CallSession(session, Build(session, planned, planned.Options), state);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }

    /// <summary>Sends the request; the body of the answer is still to come.</summary>
    /// <exception cref="RequestException">There is no answer.</exception>
    internal Task<Response> SendAsync(CancellationToken cancellationToken) =>
        _session.StreamAsync(Request, cancellationToken);

    /// <summary>Keeps what the answer has changed, and says so where that can't be done.</summary>
    internal bool Keep()
    {
        try
        {
            _state?.Keep();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or UsageException)
        {
            Messages.Say($"what is to be kept could not be: {FailureLine.Of(failure)}");
            return false;
        }
    }

    public void Dispose() => _session.Dispose();

    private static IKeptState? StateOf(PlannedRequest planned, Func<string, string?> variable)
    {
        var plan = planned.Plan;
        var hasCookieFile = plan is { CookiesFrom: not null } or { CookiesTo: not null };
        if (plan.Session is not { } name)
        {
            return hasCookieFile ? new CookieFile(plan) : null;
        }

        if (hasCookieFile)
        {
            throw new UsageException("--session and --cookies exclude each other: a session keeps its cookies itself.");
        }

        using var reader = new HttpSession(); // The library alone reads URLs.
        var url = Build(reader, planned, options: null).Url;
        var stored = StoredSession.Open(name, plan, url, variable);
        stored.AddTo(plan, planned.Options, url, variable);
        return stored;
    }

    private static Request Build(HttpSession session, PlannedRequest planned, RequestOptions? options) =>
        session.Build(planned.Plan.Method, planned.Plan.Address.Url, options);
}
