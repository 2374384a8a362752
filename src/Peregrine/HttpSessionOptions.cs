namespace Peregrine;

/// <summary>What a session sets for all its calls. The options are copied when the session is made.</summary>
public sealed partial class HttpSessionOptions
{
    /// <summary>
    /// A prefix for relative URLs: with <c>https://api.example.com/v1</c>, <c>users</c> and <c>/users</c> are both
    /// <c>/v1/users</c>. The session's headers, query and credentials belong to its origin; an absolute URL to another
    /// one gets none of them but the harmless headers. The default is none.
    /// </summary>
    public Url? BaseUrl { get; set; }

    /// <summary>
    /// Query parameters of every call. Each is a default, left out where the URL or the call names it.
    /// </summary>
    public QueryValues Query
    {
        get => QueryOrNull ??= [];
        set => QueryOrNull = value;
    }

    /// <summary>
    /// Header fields of every call; null removes one of our defaults (<c>User-Agent</c>, <c>Accept</c>,
    /// <c>Accept-Encoding</c>). A <c>Content-Type</c> is that of JSON bodies alone; no <c>Content-…</c> field is sent
    /// without a body.
    /// </summary>
    public HeaderValues Headers
    {
        get => HeadersOrNull ??= [];
        set => HeadersOrNull = value;
    }

    /// <summary>The cookie jar. By default a new one; <see cref="CookieJar.None"/> keeps no cookies.</summary>
    public CookieJar? Cookies { get; set; }

    /// <summary>
    /// Credentials: for the origin of <see cref="BaseUrl"/> when there is one, else for the origin that each call
    /// names.
    /// </summary>
    public Auth? Auth { get => Set.Auth; set => Set.Auth = UnreadableAuth.Readable(value); }

    /// <summary>
    /// Limits on the phases of each call. A number is seconds, a pair is (connect, read). The default is connect 5 s,
    /// read, send and pool 30 s.
    /// </summary>
    public Timeouts? Timeout { get => Set.Timeout; set => Set.Timeout = value; }

    /// <summary>
    /// Whether to send again. A number is that many retries. The default is <see cref="RetryPolicy.None"/>.
    /// </summary>
    public RetryPolicy? Retry { get => Set.Retry; set => Set.Retry = value; }

    /// <summary>
    /// A bound on the retries of all calls together, shared with every session that <see cref="HttpSession.With"/>
    /// makes. The default is none.
    /// </summary>
    public RetryBudget? RetryBudget { get; set; }

    /// <summary>
    /// How many requests may be sent in a time, each retry and redirect counted; a text such as <c>10/s</c> converts in
    /// configuration. The session of <see cref="HttpSession.With"/> shares the buckets unless it sets a limit of its
    /// own. The default is <see cref="RateLimit.None"/>.
    /// </summary>
    public RateLimit? RateLimit { get; set; }

    /// <summary>Whether redirects are followed. By default, 20 at most.</summary>
    public RedirectPolicy? Redirects { get => Set.Redirects; set => Set.Redirects = value; }

    /// <summary>
    /// What is otherwise for some origins: retries, rate, trust, proxy, transport. Asked at each hop; the options of a
    /// call beat them.
    /// </summary>
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

    /// <summary>
    /// Code of one's own around each send: each hop, each try. It sees the request with cookies and credentials, and
    /// the response with its body.
    /// </summary>
    public IList<Middleware> NetworkMiddleware
    {
        get => NetworkMiddlewareOrNull ??= [];
        set => NetworkMiddlewareOrNull = value;
    }

    /// <summary>
    /// Told each request in the moment in which it is sent, each hop and each try. It may look, not change: that is
    /// what <see cref="NetworkMiddleware"/> is for. The hook of a session of <see cref="HttpSession.With"/> is told
    /// after its parent's; so it is with the two that follow. What a hook throws reaches the caller as it is.
    /// </summary>
    public Action<Request>? OnRequest { get; set; }

    /// <summary>Told each response that came, each hop and each try, before the library decides about it.</summary>
    public Action<Response>? OnResponse { get; set; }

    /// <summary>
    /// Told each try in the moment when its end and what follows are known, before the pause that may follow: the
    /// request as it was sent, and what <see cref="Response.Attempts"/> will hold of the try. A call that succeeds at
    /// once is one try; a redirect that is followed is none.
    /// </summary>
    public Action<Request, Attempt>? OnAttempt { get; set; }

    /// <summary>
    /// Which addresses are sent the context of the current trace and its baggage (<c>traceparent</c>,
    /// <c>tracestate</c>, <c>baggage</c>, as <see cref="System.Diagnostics.DistributedContextPropagator.Current"/>
    /// writes them), asked before each send. A field that the call brings itself is left alone. By default the origin
    /// of <see cref="BaseUrl"/>, and without one that of the URL that the call names: a redirect to another origin
    /// takes no context there. Baggage may say who a user is, and so it is sent nowhere by default.
    /// </summary>
    public Func<Uri, bool>? PropagateContext { get; set; }

    /// <summary>The clock. The default is <see cref="TimeProvider.System"/>.</summary>
    public TimeProvider? TimeProvider { get; set; }

    internal QueryValues? QueryOrNull { get; private set; }

    internal HeaderValues? HeadersOrNull { get; private set; }

    internal Mounts? MountsOrNull { get; private set; }

    internal IList<Middleware>? MiddlewareOrNull { get; private set; }

    internal IList<Middleware>? NetworkMiddlewareOrNull { get; private set; }
}
