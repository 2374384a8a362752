namespace Peregrine;

/// <summary>
/// Every option of one call, merged once: nothing after this asks whether a value came from the call or the session.
/// </summary>
internal record CallSettings : TransportSettings
{
    private static readonly OptionSet Defaults = new()
    {
        Auth = Auth.None,
        Timeout = Timeouts.Default,
        Retry = RetryPolicy.None,
        Redirects = RedirectPolicy.Default,
    };

    /// <summary>
    /// What the call itself says, which beats the mounts; null where there are no mounts, or it says nothing.
    /// </summary>
    internal OptionSet? Own { get; init; }

    /// <summary>What the session says alone.</summary>
    internal required SessionSettings Session { get; init; }

    internal required CallHooks Hooks { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Cookies { get; init; } = [];

    /// <summary>
    /// What servers have set while the call runs: it is no option, but few calls have it, and so the others pay nothing
    /// for it.
    /// </summary>
    internal CallCookies? CallCookies { get; init; }

    internal IReadOnlyDictionary<string, object?>? Tags { get; init; }

    /// <summary>The transport of a mount, in the place of the session's.</summary>
    internal ITransport? Transport { get; init; }

    /// <summary>Whether the call brings some of them: they are the caller's, and nothing keeps them.</summary>
    internal bool AreOfCall { get; init; }

    /// <summary>
    /// Whether the credentials are not the session's: they belong to the first origin that the call names.
    /// </summary>
    internal bool HasOwnAuth { get; init; }

    /// <summary>
    /// Whether the call itself chose the trust: its client certificate belongs to the first origin that it names.
    /// </summary>
    internal bool HasOwnTls { get; init; }

    /// <summary>Whether a mount chose the trust: it belongs to each origin of its pattern.</summary>
    internal bool HasMountTls { get; init; }

    /// <summary>
    /// Whether a server named the URL, and at another origin than the caller's: it is sent what a redirect to there
    /// would be.
    /// </summary>
    internal bool IsElsewhere { get; init; }

    /// <summary>Whether the body is given as the server sent it, whatever the session undoes.</summary>
    internal bool KeepsCodings { get; init; }

    internal Auth Auth => Options.Auth!;

    internal RetryPolicy Retry => Options.Retry!;

    internal RedirectPolicy Redirects => Options.Redirects!;

    /// <summary>The coding that bodies are sent in.</summary>
    internal ContentCoding? Compress => Options.Compress;

    /// <summary>The origin that the credentials belong to; null means the first one that the call names.</summary>
    internal Origin? AuthOrigin => HasOwnAuth ? null : Session.Origin;

    /// <summary>
    /// The origin that the client certificate and the server's name belong to; null means the first one that the call
    /// names.
    /// </summary>
    internal Origin? TlsOrigin => HasOwnTls ? null : Session.Origin;

    internal override CodingTable Codings => KeepsCodings ? CodingTable.None : Session.Codings;

    internal override EnvironmentAuthorities? Authorities => Session.Authorities;

    internal override AddressRules? AddressRules => Session.AddressRules;

    /// <summary>Whether content codings are undone; null leaves it to the kind of call.</summary>
    internal bool? Decompress => Session.Decompress;

    /// <summary>How much of a body of unknown length is read before it is sent; null for nothing.</summary>
    internal int? MeasureBodiesUpTo => Session.MeasureBodiesUpTo;

    internal RetryBudget? RetryBudget => Session.RetryBudget;

    internal Middleware[] Middleware => Hooks.Middleware;

    internal Middleware[] NetworkMiddleware => Hooks.NetworkMiddleware;

    internal Action<Request>? OnRequest => Hooks.OnRequest;

    internal Action<Response>? OnResponse => Hooks.OnResponse;

    internal Action<Request, Attempt>? OnAttempt => Hooks.OnAttempt;

    /// <summary>The settings of a session's calls, with the defaults where it says nothing.</summary>
    internal static CallSettings ForSession(OptionSet options, SessionSettings session, CallHooks hooks) => new()
    {
        Options = new OptionSet(options, Defaults),
        Session = session,
        Proxies = session.Proxies,
        Hooks = hooks,
    };

    /// <summary>The settings as they are for one origin.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="isFirst">Whether it is the one that the call names, and no other was visited since.</param>
    internal CallSettings At(Origin origin, bool isFirst)
    {
        var here = Session.Mounts is { } mounts ? mounts.Apply(this, origin) : this;
        return here.Tls is not { HasIdentity: true } tls || here.HasMountTls
            || (isFirst && (here.TlsOrigin is not { } owner || owner == origin))
            ? here
            : here with { Options = new OptionSet(here.Options) { Tls = tls.WithoutIdentity() } };
    }

    /// <summary>
    /// What a scheme's own requests are sent with: connections, mounts and limits of the session, and nothing that says
    /// who calls or looks on.
    /// </summary>
    /// <param name="repeat">Whether the retries are the session's or none.</param>
    internal CallSettings Bare(TokenRepeat repeat)
    {
        var retry = TokenRetry.For(Retry, repeat);
        return this with
        {
            Options = new OptionSet(Options)
            {
                Auth = Auth.None,
                Redirects = RedirectPolicy.None,
                Retry = retry,
                MaxResponseBytes = 1024 * 1024,
            },
            Own = Session.Mounts is null ? null : new OptionSet { Retry = retry },
            Hooks = CallHooks.None,
            HasOwnAuth = true,
            Cookies = [],
            Tags = null,
        };
    }

    /// <summary>These settings with what one call changes; the same object when it changes nothing.</summary>
    /// <exception cref="ArgumentException">Its proxy contradicts itself.</exception>
    internal CallSettings With(RequestOptions options)
    {
        // The caller's own field is in the place of the session's credentials.
        var signsItself = options.Auth is null && options.HeadersOrNull?.Contains(HeaderNames.Authorization) == true;
        if (!signsItself && options is { Set: null, CookiesOrNull: null, TagsOrNull: null })
        {
            return this;
        }

        var merged = signsItself ? new OptionSet(options.Set, Options) { Auth = Auth.None }
            : options.Set is { } own ? new OptionSet(own, Options)
            : Options;
        return this with
        {
            Options = merged,
            AreOfCall = true,
            Own = Session.Mounts is null || options.Set is null ? null : OwnOf(options.Set),
            Proxies = options.Proxy is { } proxy ? ProxyRules.Only(proxy) : Proxies,
            HasOwnAuth = HasOwnAuth || signsItself || options.Auth is not null,
            HasOwnTls = HasOwnTls || options.Tls is not null,
            Cookies = options.CookiesOrNull is { } cookies ? Present(cookies) : [],
            Tags = options.TagsOrNull is { } tags
                ? new Dictionary<string, object?>(tags, StringComparer.Ordinal)
                : null,
        };
    }

    /// <summary>
    /// These settings for a session that is a handler, with what users of the platform's client are used to: too many
    /// redirects are no failure, and codings are left alone unless the session says that they are undone.
    /// </summary>
    internal CallSettings ForHandler() => this with
    {
        Options = new OptionSet(Options) { Redirects = Redirects with { GivesLast = true } },
        KeepsCodings = Decompress != true,
    };

    /// <summary>These settings with other credentials.</summary>
    /// <param name="auth">The credentials.</param>
    /// <param name="isOwn">Whether the call brings them; else they belong to the session's origin.</param>
    internal CallSettings WithAuth(Auth auth, bool isOwn) => this with
    {
        Options = new OptionSet(Options) { Auth = auth },
        HasOwnAuth = HasOwnAuth || isOwn,
    };

    /// <summary>These settings without the question before a body, where the call's own fields take it out.</summary>
    internal CallSettings WithExpectOf(HeaderValues? own) => ExpectContinue is null || own?.Contains("Expect") != true
        ? this
        : this with { Options = new OptionSet(Options) { ExpectContinue = null } };

    // Only what a mount can set too: anything else would undo what is decided after the merge, such as the user that a
    // URL names.
    private static OptionSet? OwnOf(OptionSet set) => set is { Retry: null, Tls: null, Proxy: null }
        ? null
        : new OptionSet { Retry = set.Retry, Tls = set.Tls, Proxy = set.Proxy };

    private static KeyValuePair<string, string>[] Present(CookieValues cookies) =>
    [
        .. cookies.Where(cookie => cookie.Value is not null)
            .Select(cookie => KeyValuePair.Create(cookie.Key, cookie.Value!)),
    ];
}
