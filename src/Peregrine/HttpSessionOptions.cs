using System.Text.Json;

namespace Peregrine;

/// <summary>What a session sets for all its calls. The options are copied when the session is made.</summary>
public sealed class HttpSessionOptions
{
    /// <summary>
    /// A prefix for relative URLs: with <c>https://api.example.com/v1</c>, <c>users</c> and <c>/users</c> are both
    /// <c>/v1/users</c>. The session's headers, query and credentials belong to its origin; an absolute URL to another one gets
    /// none of them but the harmless headers. The default is none.
    /// </summary>
    public Url? BaseUrl { get; set; }

    /// <summary>Query parameters of every call.</summary>
    public QueryValues Query
    {
        get => QueryOrNull ??= [];
        set => QueryOrNull = value;
    }

    /// <summary>Header fields of every call; null removes one of our defaults (<c>User-Agent</c>, <c>Accept</c>, <c>Accept-Encoding</c>).</summary>
    public HeaderValues Headers
    {
        get => HeadersOrNull ??= [];
        set => HeadersOrNull = value;
    }

    /// <summary>The cookie jar. By default a new one; <see cref="CookieJar.None"/> keeps no cookies.</summary>
    public CookieJar? Cookies { get; set; }

    /// <summary>Credentials: for the origin of <see cref="BaseUrl"/> when there is one, else for the origin that each call names.</summary>
    public Auth? Auth { get; set; }

    /// <summary>Limits on the phases of each call. A number is seconds, a pair is (connect, read). The default is connect 5 s, read, send and pool 30 s.</summary>
    public Timeouts? Timeout { get; set; }

    /// <summary>Whether to send again. A number is that many retries. The default is <see cref="RetryPolicy.None"/>.</summary>
    public RetryPolicy? Retry { get; set; }

    /// <summary>
    /// A bound on the retries of all calls together, shared with every session that <see cref="HttpSession.With"/> makes. The default is none.
    /// </summary>
    public RetryBudget? RetryBudget { get; set; }

    /// <summary>Whether redirects are followed. By default, 20 at most.</summary>
    public RedirectPolicy? Redirects { get; set; }

    /// <summary>How servers' certificates are checked, by default as the system does, and the client's own, for the origin of <see cref="BaseUrl"/> or that of each call.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>What is otherwise for some origins: retries, trust, transport. Asked at each hop; the options of a call beat them.</summary>
    public Mounts Mounts
    {
        get => MountsOrNull ??= [];
        set => MountsOrNull = value;
    }

    /// <summary>
    /// Code of one's own around each call, redirects and retries included; the first is the outermost. The session of
    /// <see cref="HttpSession.With"/> adds its own inside its parent's.
    /// </summary>
    public IList<Middleware> Middleware
    {
        get => MiddlewareOrNull ??= [];
        set => MiddlewareOrNull = value;
    }

    /// <summary>Code of one's own around each send: each hop, each try. It sees the request with cookies and credentials, and the response with its body.</summary>
    public IList<Middleware> NetworkMiddleware
    {
        get => NetworkMiddlewareOrNull ??= [];
        set => NetworkMiddlewareOrNull = value;
    }

    /// <summary>Told each request in the moment in which it is sent, each hop and each try. It may look, not change: that is what <see cref="NetworkMiddleware"/> is for.</summary>
    public Action<Request>? OnRequest { get; set; }

    /// <summary>Told each response that came, each hop and each try, before anybody decides about it.</summary>
    public Action<Response>? OnResponse { get; set; }

    /// <summary>
    /// The version of HTTP. By default (null) an asynchronous call over https offers HTTP/2 and HTTP/1.1 in the TLS handshake and the
    /// server chooses; all others go by HTTP/1.1. <c>HttpVersion.Version11</c> never offers HTTP/2. <c>HttpVersion.Version20</c> is
    /// HTTP/2 or a <see cref="ConnectException"/>; over http the server is taken to speak it (prior knowledge, RFC 9113,
    /// section 3.3). A blocking call over HTTP/2 waits for other threads to do its work.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Neither 1.1 nor 2.0.</exception>
    public Version? Version
    {
        get;
        set => field = ProtocolChoice.Checked(value);
    }
    /// <summary>The proxy of every call that no rule of <see cref="Proxies"/> is for. A text converts. By default what the environment says; <see cref="Proxy.None"/> is a direct connection.</summary>
    public Proxy? Proxy { get; set; }

    /// <summary>Proxies by scheme and host. The most specific rule counts; what none is for goes by <see cref="Proxy"/>, then by the environment. The default is none.</summary>
    public Proxies Proxies
    {
        get => ProxiesOrNull ??= [];
        set => ProxiesOrNull = value;
    }

    /// <summary>Which variables of the environment count: those for proxies and for certificate authorities. By default <see cref="EnvironmentOptions.All"/>; code always comes first.</summary>
    public EnvironmentOptions? Environment { get; set; }

    /// <summary>How many connections there may be, and how long they live.</summary>
    public Limits? Limits { get; set; }

    /// <summary>The largest body of a response, in bytes after decoding. The default is 256 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? MaxResponseBytes
    {
        get;
        set => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A size can't be negative.");
    }

    /// <summary>Content codings that the session knows beside gzip, deflate, br and, where the system has it, zstd. The default is none.</summary>
    public ContentCodings ContentCodings
    {
        get => ContentCodingsOrNull ??= [];
        set => ContentCodingsOrNull = value;
    }

    /// <summary>How JSON is written and read. The default is <see cref="JsonSerializerDefaults.Web"/>.</summary>
    public JsonSerializerOptions? JsonOptions { get; set; }

    /// <summary>
    /// Sends through this handler in the place of connections of our own: a test double, a server in memory, a factory's chain.
    /// It stays its owner's. What belongs to connections (<see cref="Tls"/>, <see cref="Proxy"/>, <see cref="Version"/>, <see cref="Limits"/>) can't be set beside it.
    /// </summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>The clock. The default is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider? TimeProvider { get; set; }

    internal QueryValues? QueryOrNull { get; private set; }

    internal HeaderValues? HeadersOrNull { get; private set; }

    internal Mounts? MountsOrNull { get; private set; }

    internal IList<Middleware>? MiddlewareOrNull { get; private set; }

    internal IList<Middleware>? NetworkMiddlewareOrNull { get; private set; }
    internal Proxies? ProxiesOrNull { get; private set; }

    /// <summary>Where variables are read; tests give their own.</summary>
    internal Func<string, string?>? ReadVariable { get; init; }

    /// <summary>What the environment says: read once, and kept by those that share the session's connections.</summary>
    internal EnvironmentValues Surroundings
    {
        get => field ??= Transport is null
            ? EnvironmentValues.Read(Environment ?? EnvironmentOptions.All, ReadVariable ?? System.Environment.GetEnvironmentVariable)
            : EnvironmentValues.None;
        private set;
    }
    internal ContentCodings? ContentCodingsOrNull { get; private set; }

    /// <summary>A copy with a base URL.</summary>
    /// <exception cref="ArgumentException">These options have one already.</exception>
    internal HttpSessionOptions WithBaseUrl(Url baseUrl) => BaseUrl is null
        ? With(new HttpSessionOptions { BaseUrl = baseUrl })
        : throw new ArgumentException("The base URL is given twice.", nameof(baseUrl));

    /// <summary>A copy with changes: what is null there is kept; headers, query and mounts are merged by name, middleware is added inside.</summary>
    internal HttpSessionOptions With(HttpSessionOptions changes) => new()
    {
        BaseUrl = changes.BaseUrl ?? BaseUrl,
        Query = Merge<QueryValues, object?>([], QueryOrNull, changes.QueryOrNull),
        Headers = Merge<HeaderValues, string?>([], HeadersOrNull, changes.HeadersOrNull),
        Cookies = changes.Cookies ?? Cookies,
        Auth = changes.Auth ?? Auth,
        Timeout = Timeout is null ? changes.Timeout : changes.Timeout?.Over(Timeout) ?? Timeout,
        Retry = changes.Retry ?? Retry,
        RetryBudget = changes.RetryBudget ?? RetryBudget,
        MountsOrNull = Both(MountsOrNull, changes.MountsOrNull),
        MiddlewareOrNull = Both(MiddlewareOrNull, changes.MiddlewareOrNull),
        NetworkMiddlewareOrNull = Both(NetworkMiddlewareOrNull, changes.NetworkMiddlewareOrNull),
        OnRequest = changes.OnRequest ?? OnRequest,
        OnResponse = changes.OnResponse ?? OnResponse,
        Redirects = changes.Redirects ?? Redirects,
        Tls = changes.Tls ?? Tls,
        Version = changes.Version ?? Version,
        Proxy = changes.Proxy ?? Proxy,
        ProxiesOrNull = changes.ProxiesOrNull ?? ProxiesOrNull,
        Environment = changes.Environment ?? Environment,
        ReadVariable = changes.ReadVariable ?? ReadVariable,
        Surroundings = changes is { Environment: null, ReadVariable: null, Transport: null } ? Surroundings : null!,
        Limits = changes.Limits ?? Limits,
        MaxResponseBytes = changes.MaxResponseBytes ?? MaxResponseBytes,
        ContentCodingsOrNull = changes.ContentCodingsOrNull ?? ContentCodingsOrNull,
        JsonOptions = changes.JsonOptions ?? JsonOptions,
        Transport = changes.Transport ?? Transport,
        TimeProvider = changes.TimeProvider ?? TimeProvider,
    };

    /// <summary>What the session sends through.</summary>
    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our own.</exception>
    internal ITransport MakeTransport(TimeProvider time)
    {
        RefuseBesideTransport();
        return Transport is null ? new WireTransport(new ConnectionPool(Limits ?? Limits.Default, time)) : new HandlerTransport(Transport);
    }

    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our own.</exception>
    internal void RefuseBesideTransport()
    {
        if (Transport is not null && (this is not { Tls: null, Limits: null, Version: null, Proxy: null, ProxiesOrNull: null } || MountTable.Of(MountsOrNull)?.NeedsConnections == true))
        {
            throw new ArgumentException("Tls, Proxy, Proxies, Version and Limits belong to connections of the session's own: they can't be set beside a Transport.");
        }
    }

    // What is given later comes inside.
    private static List<Middleware>? Both(IList<Middleware>? outer, IList<Middleware>? inner) =>
        outer is null && inner is null ? null : [.. outer ?? [], .. inner ?? []];

    // A pattern that is given again is given anew.
    private static Mounts? Both(Mounts? outer, Mounts? inner)
    {
        if (outer is null && inner is null)
        {
            return null;
        }

        Mounts both = [];
        foreach (var (pattern, mount) in (outer ?? []).Concat(inner ?? []))
        {
            both[pattern] = mount;
        }

        return both;
    }

    private static TValues Merge<TValues, T>(TValues merged, TValues? outer, TValues? inner)
        where TValues : NamedValues<T>
    {
        var kept = outer?.Where(item => inner?.Contains(item.Key) != true) ?? [];
        foreach (var (name, value) in inner is null ? kept : kept.Concat(inner))
        {
            merged.Add(name, value);
        }

        return merged;
    }
}
