namespace Peregrine;

/// <summary>The library's session for one call, and the request that it sends.</summary>
internal sealed class CallSession : IDisposable
{
    private readonly PlannedRequest _planned;
    private readonly IKeptState? _state;

    private CallSession(HttpSession session, PlannedRequest planned, IKeptState? state) =>
        (Session, _planned, _state) = (session, planned, state);

    /// <summary>The library's session.</summary>
    internal HttpSession Session { get; }

    /// <summary>Makes it ready. Nothing is sent.</summary>
    /// <param name="planned">What is asked for.</param>
    /// <param name="options">The options of the session, to which those of the plan are added.</param>
    /// <param name="variable">The environment variables.</param>
    /// <exception cref="UsageException">A file can't be read, or the library refuses something.</exception>
    internal static CallSession Open(
        PlannedRequest planned, HttpSessionOptions options, Func<string, string?> variable)
    {
        try
        {
            var state = StateOf(planned, variable);
            options.Cookies = state?.Cookies ?? options.Cookies;
            ConnectionSettings.Add(planned.Plan, options);
            planned.Options.Auth ??= LoginSettings.Default(planned.Plan);
            return new CallSession(new HttpSession(options), planned, state);
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }

    /// <summary>Makes the request.</summary>
    /// <exception cref="UsageException">The library refuses something of it.</exception>
    internal Request Build()
    {
        try
        {
            return _planned.Plan.Curl?.Request ?? SentBody.Build(Session, _planned);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException(FailureLine.Of(wrong));
        }
    }

    /// <summary>Sends the request; the body of the answer is still to come.</summary>
    /// <exception cref="RequestException">There is no answer.</exception>
    /// <exception cref="UsageException">The library refuses something of the request.</exception>
    internal async Task<Response> SendAsync(CancellationToken cancellationToken)
    {
        // A call that blocks needs no other thread, and the process has none to start; but it offers no server HTTP/2.
        var request = Build();
        return request.Url.Scheme == Uri.UriSchemeHttp
            ? Session.Stream(request, cancellationToken)
            : await Session.StreamAsync(request, cancellationToken);
    }

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

    public void Dispose() => Session.Dispose();

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
