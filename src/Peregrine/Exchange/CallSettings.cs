namespace Peregrine;

/// <summary>Every option of one call, merged once: nothing after this asks whether a value came from the call or the session.</summary>
internal sealed record CallSettings : TransportSettings
{
    internal required RetryPolicy Retry { get; init; }

    internal required RedirectPolicy Redirects { get; init; }

    internal required Auth Auth { get; init; }

    /// <summary>The origin that the credentials belong to; null means the first one that the call names.</summary>
    internal Origin? AuthOrigin { get; init; }

    /// <summary>The origin that the client certificate and the server's name belong to; null means the first one that the call names.</summary>
    internal Origin? TlsOrigin { get; init; }

    /// <summary>Whether a mount chose the trust: it belongs to each origin of its pattern.</summary>
    internal bool HasMountTls { get; init; }

    /// <summary>The coding that bodies are sent in.</summary>
    internal ContentCoding? Compress { get; init; }

    /// <summary>Whether content codings are undone; null leaves it to the kind of call.</summary>
    internal bool? Decompress { get; init; }

    /// <summary>How much of a body of unknown length is read before it is sent; null for nothing.</summary>
    internal int? MeasureBodiesUpTo { get; init; }

    internal IReadOnlyList<KeyValuePair<string, string>> Cookies { get; init; } = [];

    /// <summary>What servers have set while the call runs: it is no option, but few calls have it, and so the others pay nothing for it.</summary>
    internal CallCookies? CallCookies { get; init; }

    internal IReadOnlyDictionary<string, object?>? Tags { get; init; }

    /// <summary>What the call itself says, which beats the mounts; null where it says nothing.</summary>
    internal RetryPolicy? OwnRetry { get; init; }

    internal TlsOptions? OwnTls { get; init; }

    internal ProxyRules? OwnProxies { get; init; }

    internal MountTable? Mounts { get; init; }

    /// <summary>The transport of a mount, in the place of the session's.</summary>
    internal ITransport? Transport { get; init; }

    internal RetryBudget? RetryBudget { get; init; }

    internal Middleware[] Middleware { get; init; } = [];

    internal Middleware[] NetworkMiddleware { get; init; } = [];

    internal Action<Request>? OnRequest { get; init; }

    internal Action<Response>? OnResponse { get; init; }

    /// <summary>The settings as they are for one origin.</summary>
    /// <param name="origin">The origin.</param>
    /// <param name="isFirst">Whether it is the one that the call names, and no other was visited since.</param>
    internal CallSettings At(Origin origin, bool isFirst)
    {
        var here = Mounts is null ? this : Mounts.Apply(this, origin);
        return here.Tls is not { HasIdentity: true } tls || here.HasMountTls || (isFirst && (TlsOrigin is not { } owner || owner == origin))
            ? here
            : here with { Tls = tls.WithoutIdentity() };
    }

    /// <summary>What a scheme's own requests are sent with: connections, mounts and limits of the session, and nothing that says who calls or looks on.</summary>
    /// <param name="repeat">Whether the retries are the session's or none.</param>
    internal CallSettings Bare(TokenRepeat repeat) => this with
    {
        Auth = Auth.None,
        AuthOrigin = null,
        Redirects = RedirectPolicy.None,
        Retry = TokenRetry.For(Retry, repeat),
        OwnRetry = TokenRetry.For(Retry, repeat),
        MaxResponseBytes = 1024 * 1024,
        Cookies = [],
        Tags = null,
        Middleware = [],
        NetworkMiddleware = [],
        OnRequest = null,
        OnResponse = null,
    };

    /// <summary>The defaults, where a session says nothing.</summary>
    internal static CallSettings FromOptions(HttpSessionOptions options, Origin? authOrigin) => new()
    {
        Timeouts = (options.Timeout ?? Timeouts.Default).Over(Timeouts.Default),
        Retry = options.Retry ?? RetryPolicy.None,
        Redirects = options.Redirects ?? RedirectPolicy.Default,
        Auth = options.Auth ?? Auth.None,
        AuthOrigin = authOrigin,
        Tls = options.Tls,
        TlsOrigin = authOrigin,
        Version = options.Version,
        AddressRules = options.AddressRules,
        Proxies = options.UnixSocket is null ? ProxyRules.Create(options.Proxy, options.ProxiesOrNull, options.EnvironmentSnapshot.Proxies) : ProxyRules.Create(null, null, null),
        Authorities = options.EnvironmentSnapshot.Authorities,
        MaxResponseBytes = options.MaxResponseBytes ?? SizeLimit.Standard,
        MaxStreamedBytes = options.MaxResponseBytes ?? SizeLimit.None,
        ExpectContinue = options.ExpectContinue,
        Compress = options.Compress,
        Decompress = options.Decompress,
        MeasureBodiesUpTo = options.MeasureBodiesUpTo,
        Codings = options.Decompress == false ? CodingTable.None : options.ContentCodingsOrNull is { } added ? new CodingTable(added) : CodingTable.Standard,
        JsonOptions = options.JsonOptions,
        Mounts = MountTable.FromMounts(options.MountsOrNull),
        RetryBudget = options.RetryBudget,
        Middleware = options.MiddlewareOrNull is { Count: > 0 } outer ? [.. outer] : [],
        NetworkMiddleware = options.NetworkMiddlewareOrNull is { Count: > 0 } network ? [.. network] : [],
        OnRequest = options.OnRequest,
        OnResponse = options.OnResponse,
    };

    /// <summary>These settings with what one call changes; the same object when it changes nothing.</summary>
    internal CallSettings With(RequestOptions options)
    {
        var own = options.Auth ?? (options.HeadersOrNull?.Contains(HeaderNames.Authorization) == true ? Auth.None : null);
        if (own is null && options is
            {
                Timeout: null, Retry: null, Redirects: null, Tls: null, Proxy: null, Version: null, MaxResponseBytes: null, JsonOptions: null,
                CookiesOrNull: null, TagsOrNull: null, ExpectContinue: null, Compress: null, DownloadProgress: null,
            })
        {
            return this;
        }

        var proxies = options.Proxy is { } proxy ? ProxyRules.Only(proxy) : null;
        return this with
        {
            Timeouts = options.Timeout?.Over(Timeouts) ?? Timeouts,
            Retry = options.Retry ?? Retry,
            OwnRetry = options.Retry,
            OwnTls = options.Tls,
            OwnProxies = proxies,
            Redirects = options.Redirects ?? Redirects,
            Auth = own ?? Auth,
            AuthOrigin = own is null ? AuthOrigin : null,
            Tls = options.Tls ?? Tls,
            TlsOrigin = options.Tls is null ? TlsOrigin : null,
            Version = options.Version ?? Version,
            Proxies = proxies ?? Proxies,
            MaxResponseBytes = options.MaxResponseBytes ?? MaxResponseBytes,
            MaxStreamedBytes = options.MaxResponseBytes ?? MaxStreamedBytes,
            ExpectContinue = options.ExpectContinue ?? ExpectContinue,
            Compress = options.Compress ?? Compress,
            DownloadProgress = options.DownloadProgress,
            JsonOptions = options.JsonOptions ?? JsonOptions,
            Cookies = options.CookiesOrNull is { } cookies ? Present(cookies) : [],
            Tags = options.TagsOrNull is { } tags ? new Dictionary<string, object?>(tags, StringComparer.Ordinal) : null,
        };
    }

    private static KeyValuePair<string, string>[] Present(CookieValues cookies) =>
        [.. cookies.Where(cookie => cookie.Value is not null).Select(cookie => KeyValuePair.Create(cookie.Key, cookie.Value!))];
}
