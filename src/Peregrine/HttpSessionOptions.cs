using System.Net;
using System.Net.Sockets;
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

    /// <summary>Query parameters of every call. Each is a default, left out where the URL or the call names it.</summary>
    public QueryValues Query
    {
        get => QueryOrNull ??= [];
        set => QueryOrNull = value;
    }

    /// <summary>
    /// Header fields of every call; null removes one of our defaults (<c>User-Agent</c>, <c>Accept</c>, <c>Accept-Encoding</c>). A
    /// <c>Content-Type</c> is that of JSON bodies alone; no <c>Content-…</c> field is sent without a body.
    /// </summary>
    public HeaderValues Headers
    {
        get => HeadersOrNull ??= [];
        set => HeadersOrNull = value;
    }

    /// <summary>The cookie jar. By default a new one; <see cref="CookieJar.None"/> keeps no cookies.</summary>
    public CookieJar? Cookies { get; set; }

    /// <summary>Credentials: for the origin of <see cref="BaseUrl"/> when there is one, else for the origin that each call names.</summary>
    public Auth? Auth
    {
        get;
        set => field = UnreadableAuth.Readable(value);
    }

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

    /// <summary>What is otherwise for some origins: retries, trust, proxy, transport. Asked at each hop; the options of a call beat them.</summary>
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
    /// server chooses; all others go by HTTP/1.1. A server that then demands HTTP/1.1 (HTTP_1_1_REQUIRED, RFC 9113, section 7) gets it, at
    /// once and for the next ten minutes. <c>HttpVersion.Version11</c> never offers HTTP/2. <c>HttpVersion.Version20</c> is
    /// HTTP/2 or a <see cref="ConnectException"/>; over http the server is taken to speak it (prior knowledge, RFC 9113,
    /// section 3.3). <c>HttpVersion.Version30</c> is HTTP/3 or a <see cref="ConnectException"/>: it needs https and a system with
    /// QUIC, goes through no proxy, and its connections are not the pool's. A blocking call over HTTP/2 or HTTP/3 waits for
    /// other threads to do its work.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">None of 1.1, 2.0 and 3.0.</exception>
    public Version? Version
    {
        get;
        set => field = HttpVersions.Checked(value);
    }

    /// <summary>The proxy of every call that no rule of <see cref="Proxies"/> is for. A text converts. By default what the environment says; <see cref="Proxy.None"/> is a direct connection.</summary>
    public Proxy? Proxy
    {
        get;
        set => field = Proxy.Readable(value);
    }

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

    /// <summary>
    /// Gives the addresses of a name, in the place of the system's resolver; it is never asked about an address by number. An empty answer
    /// is a <see cref="ConnectException"/> (<see cref="ConnectStage.Dns"/>), and so is a <c>SocketException</c>; what else it throws
    /// reaches the caller as it is. A blocking call waits for it. The default is the system's resolver, with <c>*.localhost</c> always
    /// loopback (RFC 6761, section 6.3). <see cref="Resolver.Fixed"/> makes one of fixed answers. It belongs to the connections.
    /// </summary>
    public Func<string, CancellationToken, ValueTask<IPAddress[]>>? Resolve { get; set; }

    /// <summary>To which addresses connections may be made: a guard against requests that are turned against one's own network. The default is to all.</summary>
    public AddressRules? AddressRules { get; set; }

    /// <summary>
    /// The path of a Unix domain socket (on Linux also <c>@name</c>, an abstract one) to which every connection is made, whatever host and
    /// port a URL names; those stand in <c>Host</c>, and TLS is spoken for https. No name is resolved, and <see cref="AddressRules"/> are not
    /// asked. The default is none. It belongs to the connections. One call reaches a socket by a URL too:
    /// <c>http+unix://%2Frun%2Fdocker.sock/info</c>.
    /// </summary>
    public string? UnixSocket { get; set; }

    /// <summary>
    /// Whether calls go where a server says, in <c>Alt-Svc</c> (RFC 7838), that it can be reached too: to another port or host by HTTP/2, and by
    /// HTTP/3 where the system has QUIC. That place has to prove with its certificate that it speaks for the origin, <see cref="AddressRules"/> are
    /// asked about it, and it is told who sent us (<c>Alt-Used</c>); when it can't be reached, the origin is asked at once, and it is left alone for five
    /// minutes. What was said is kept in memory only. Calls in clear, through proxies, with <see cref="TlsOptions.Insecure"/>, and blocking ones that
    /// don't ask for HTTP/2 go to the origin. The default is false. It belongs to the connections.
    /// </summary>
    public bool? AltSvc { get; set; }

    /// <summary>The address of our end of each connection, which chooses the network interface; the port is the system's. Only addresses of its family are connected to. The default is the system's choice. It belongs to the connections.</summary>
    public IPAddress? LocalAddress { get; set; }

    /// <summary>
    /// Sets options of each socket before it connects: buffers, keep-alive, marks. It is called for each address that is tried, from any
    /// thread, and must neither connect nor keep the socket. The default sets none but <c>TCP_NODELAY</c>. It belongs to the connections.
    /// </summary>
    public Action<Socket>? ConfigureSocket { get; set; }

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

    /// <summary>
    /// Asks the server before a body is sent (<c>Expect: 100-continue</c>, RFC 9110, section 10.1.1), over HTTP/1.1 connections of the session's own: how
    /// long it is given to answer before the body is sent all the same. By default no server is asked.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or longer than a day.</exception>
    public TimeSpan? ExpectContinue
    {
        get;
        set => field = value is null || (value > TimeSpan.Zero && value <= TimeSpan.FromDays(1)) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A wait is positive, and a day at most.");
    }

    /// <summary>
    /// The content coding that bodies are sent in, such as <see cref="ContentCoding.Gzip"/>; a body whose <c>Content-Encoding</c> the caller sets stays as
    /// it is. By default bodies are sent as they are.
    /// </summary>
    /// <exception cref="ArgumentException">The coding can't be applied.</exception>
    public ContentCoding? Compress
    {
        get;
        set => field = value is null or { CanEncode: true } ? value : throw new ArgumentException("The coding has no encoder.", nameof(value));
    }

    /// <summary>
    /// Whether content codings of responses (gzip and the like) are asked for in <c>Accept-Encoding</c> and undone. By default (null) they are in the
    /// session's own calls, and not under <see cref="HttpSession.AsHandler"/>: there a library gets the body that the server sent, as with the
    /// platform's handler, and only what the message itself asks for is asked for. True does both there too, but for a message that asks for
    /// <c>identity</c>; false does neither anywhere.
    /// </summary>
    public bool? Decompress { get; set; }

    /// <summary>
    /// Up to how many bytes of a body whose length is not known (a stream, chunks, content that a library writes under
    /// <see cref="HttpSession.AsHandler"/>) are read into memory before it is sent. One that ends within them is sent with a <c>Content-Length</c>,
    /// and can be sent again; a longer one is sent in chunks, as it comes. It is for servers that can't read chunks (RFC 9112, section 7.1). By default
    /// (null) none is read ahead.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? MeasureBodiesUpTo
    {
        get;
        set => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A size can't be negative.");
    }

    /// <summary>How JSON is written and read. The default is <see cref="JsonSerializerDefaults.Web"/>.</summary>
    public JsonSerializerOptions? JsonOptions { get; set; }

    /// <summary>
    /// Sends through this handler in the place of connections of our own: a test double, a server in memory, a factory's chain.
    /// It stays its owner's. What belongs to connections (<see cref="Tls"/>, <see cref="Proxy"/>, <see cref="Version"/>, <see cref="Limits"/>, <see cref="Resolve"/>, <see cref="AddressRules"/>,
    /// <see cref="UnixSocket"/>, <see cref="AltSvc"/>, <see cref="LocalAddress"/>, <see cref="ConfigureSocket"/>) can't be set beside it.
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
    internal EnvironmentSnapshot EnvironmentSnapshot
    {
        get => field ??= Transport is null
            ? EnvironmentSnapshot.Read(Environment ?? EnvironmentOptions.All, ReadVariable ?? System.Environment.GetEnvironmentVariable)
            : EnvironmentSnapshot.None;
        private set;
    }

    internal ContentCodings? ContentCodingsOrNull { get; private set; }

    /// <summary>A copy with a base URL.</summary>
    /// <exception cref="ArgumentException">These options have one already.</exception>
    internal HttpSessionOptions WithBaseUrl(Url baseUrl) => BaseUrl is null
        ? With(new HttpSessionOptions { BaseUrl = baseUrl })
        : throw new ArgumentException("The base URL is given twice.", nameof(baseUrl));

    /// <summary>A copy with changes: what is null there is kept; headers, query and mounts are merged by name, middleware is added inside.</summary>
    /// <exception cref="ArgumentException">A list among the changes was given something that it refused.</exception>
    internal HttpSessionOptions With(HttpSessionOptions changes)
    {
        RefusedConfiguration.Throw(changes);
        return Changed(changes);
    }

    private HttpSessionOptions Changed(HttpSessionOptions changes) => new()
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
        EnvironmentSnapshot = changes is { Environment: null, ReadVariable: null, Transport: null } ? EnvironmentSnapshot : null!,
        Limits = changes.Limits ?? Limits,
        Resolve = changes.Resolve ?? Resolve,
        AddressRules = changes.AddressRules ?? AddressRules,
        UnixSocket = changes.UnixSocket ?? UnixSocket,
        AltSvc = changes.AltSvc ?? AltSvc,
        LocalAddress = changes.LocalAddress ?? LocalAddress,
        ConfigureSocket = changes.ConfigureSocket ?? ConfigureSocket,
        Filter = changes.Filter ?? Filter,
        MaxResponseBytes = changes.MaxResponseBytes ?? MaxResponseBytes,
        ContentCodingsOrNull = changes.ContentCodingsOrNull ?? ContentCodingsOrNull,
        ExpectContinue = changes.ExpectContinue ?? ExpectContinue,
        Compress = changes.Compress ?? Compress,
        Decompress = changes.Decompress ?? Decompress,
        MeasureBodiesUpTo = changes.MeasureBodiesUpTo ?? MeasureBodiesUpTo,
        JsonOptions = changes.JsonOptions ?? JsonOptions,
        Transport = changes.Transport ?? Transport,
        TimeProvider = changes.TimeProvider ?? TimeProvider,
    };

    /// <summary>What a connection reads and writes in place of its socket: the benchmark measures without a kernel.</summary>
    internal Func<Stream, Stream>? Filter { get; init; }

    /// <summary>Whether it says how sockets are made.</summary>
    internal bool HasDialing => this is not { Resolve: null, UnixSocket: null, AltSvc: null, LocalAddress: null, ConfigureSocket: null };

    /// <summary>What the session sends through.</summary>
    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our own.</exception>
    internal ITransport MakeTransport(TimeProvider time)
    {
        RefuseBesideTransport();
        if (Transport is not null)
        {
            return new HandlerTransport(Transport);
        }

        var wire = new WireTransport(new ConnectionPool(Limits ?? Limits.Default, time, DialOptions.FromOptions(this)));
        return AltSvc == true ? new AltSvcTransport(wire, new AltServices(time)) : wire;
    }

    /// <exception cref="ArgumentException">A transport is given, and something that belongs to connections of our own.</exception>
    internal void RefuseBesideTransport()
    {
        if (Transport is not null && (this is not { Tls: null, Limits: null, Version: null, Proxy: null, ProxiesOrNull: null or { Count: 0 }, AddressRules: null, HasDialing: false } || MountTable.FromMounts(MountsOrNull)?.NeedsConnections == true))
        {
            throw new ArgumentException(
                "Tls, Proxy, Proxies, Version, Limits, Resolve, AddressRules, UnixSocket, AltSvc, LocalAddress and ConfigureSocket belong to connections of the session's own: they can't be set beside a Transport.");
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
