namespace Peregrine;

/// <summary>
/// A session: calls that share connections, cookies, headers, credentials and limits. Safe to use from many threads at
/// once; one for each service that is called, kept for the life of the program, is what most programs want.
/// </summary>
public sealed partial class HttpSession : ITokenSession, IDisposable, IAsyncDisposable
{
    private readonly Lock _changing = new();
    private readonly HttpSessionOptions? _changes; // What With was given.
    private readonly Exchange _exchange;
    private readonly ITransport _transport;
    private readonly TimeProvider _time;
    private readonly HttpSession? _owner;
    private volatile SessionState _state;
    private bool _isDisposed;

    /// <summary>Makes a session. The options are copied: changing them later changes nothing.</summary>
    /// <exception cref="InvalidUrlException">The base URL can't be used.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public HttpSession(HttpSessionOptions? options = null)
    {
        var own = new HttpSessionOptions().With(options ?? new HttpSessionOptions());
        _time = own.TimeProvider ?? TimeProvider.System;
        Cookies = own.Cookies ?? new CookieJar(_time);
        _state = new SessionState(own);
        _transport = own.MakeTransport(_time);
        _exchange = new Exchange(_transport, Cookies);
    }

    private HttpSession(HttpSession owner, SessionState parent, HttpSessionOptions changes)
    {
        var own = parent.Options.With(changes);
        own.RefuseBesideTransport();
        _owner = owner;
        _changes = changes.Copied();
        _time = owner._time;
        Cookies = owner.Cookies;
        _state = new SessionState(own, parent);
        _transport = owner._transport;
        _exchange = owner._exchange;
    }

    /// <summary>The cookies that the session keeps and sends.</summary>
    public CookieJar Cookies { get; }

    /// <summary>What makes the requests of a handler's messages.</summary>
    internal SessionRequests HandlerRequests => State.HandlerRequests;

    private SessionState State => _owner is null ? _state : Followed(_owner);

    private RequestBuilder Builder => State.Builder;

    private bool IsDisposed => _isDisposed || _owner is { IsDisposed: true };

    /// <summary>
    /// A session with other options that shares this one's connections and cookies, and owns neither. A member that is
    /// null is inherited; headers and query are merged by name.
    /// </summary>
    /// <exception cref="ArgumentException">The changes name something that belongs to the pool or its owner: transport,
    /// limits, resolver, sockets, cookies or clock.</exception>
    /// <exception cref="ObjectDisposedException">This session was disposed.</exception>
    public HttpSession With(HttpSessionOptions changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return changes is { Transport: null, Limits: null, Cookies: null, TimeProvider: null, HasDialing: false }
            ? new HttpSession(this, State, changes)
            : throw new ArgumentException(
                "Transport, Limits, Cookies, TimeProvider, Resolve, UnixSocket, AltSvc, LocalAddress and "
                + "ConfigureSocket belong to the session that owns the connections.",
                nameof(changes));
    }

    /// <summary>
    /// The whole session, retries, credentials, cookies and all, as a handler for any library that takes one. Disposing
    /// it leaves the session open.
    /// <para>A status is a response there, never an exception; more redirects than <see cref="RedirectPolicy.Max"/> end
    /// with the last of them. A redirect that the policy refuses for another reason is a
    /// <see cref="RedirectException"/>.</para>
    /// <para>The reply has the fields and the body that the server sent. Content codings are left alone and not asked
    /// for, unless <see cref="HttpSessionOptions.Decompress"/> is set; then <c>Content-Encoding</c> has those that are
    /// left, and <c>Content-Length</c> the new length, or is not there where that is not known.</para>
    /// <para>A body of up to 64 KiB whose length is known is read before the reply is given, and tried again when it
    /// breaks off, as in any call; any other one is read as it comes in, by the reader of the reply's content. One that
    /// breaks off then is an <see cref="HttpIOException"/> to who reads the content's stream, and the
    /// <see cref="RequestException"/> itself to who reads the content whole.</para>
    /// <para>Content in memory (bytes, text, JSON, and multipart of these) is sent again by a retry, a redirect or a
    /// challenge. A <see cref="StreamContent"/> never is, a seekable one neither, because its owner has not said that
    /// it may be read twice; a small one can be where <see cref="HttpSessionOptions.MeasureBodiesUpTo"/> is set.</para>
    /// <para>The message's <see cref="HttpRequestMessage.Version"/> counts where its
    /// <see cref="HttpRequestMessage.VersionPolicy"/> insists: an exact one is spoken, and so is 2.0 or 3.0 as the
    /// lowest; what is lower than the session's own is kept but for 1.1, which every message says. Its
    /// <c>Expect: 100-continue</c> counts too. WebSockets are refused.</para>
    /// </summary>
    public HttpMessageHandler AsHandler() => new SessionHandler(this);

    /// <summary>
    /// The whole session as an <see cref="HttpClient"/> without a timeout of its own. Disposing it leaves the session
    /// open.
    /// </summary>
    public HttpClient AsHttpClient()
    {
        var state = State;
        var builder = state.Builder;
        return new HttpClient(AsHandler(), disposeHandler: false)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = builder.Settings.MaxResponseBytes.AtMost(Array.MaxLength).Bytes,
            BaseAddress = state.Options.BaseUrl is null
                ? null
                : new Uri(builder.Build(HttpMethod.Get, "", null).Url.GetLeftPart(UriPartial.Path).TrimEnd('/') + '/'),
        };
    }

    /// <summary>
    /// The request as it would be sent: final URL, headers and body, without cookies and credentials. Nothing is sent.
    /// </summary>
    /// <exception cref="InvalidUrlException">The URL can't be used.</exception>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public Request Build(HttpMethod method, Url url, RequestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(url);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return Builder.Build(method, url, options);
    }

    /// <summary>Sends a request as it is: only cookies, credentials, retries and redirects are applied.</summary>
    /// <exception cref="RequestException">There was no answer.</exception>
    public Response Send(Request request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Blocking.Result(RunAsync(request, isBlocking: true, BodyMode.Keep, cancellationToken));
    }

    /// <summary>Sends a request as it is: only cookies, credentials, retries and redirects are applied.</summary>
    /// <exception cref="RequestException">There was no answer.</exception>
    public Task<Response> SendAsync(Request request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RunAsync(request, isBlocking: false, BodyMode.Keep, cancellationToken).AsTask();
    }

    /// <summary>
    /// Closes the connections, when they are this session's own. Calls that are under way run to their end.
    /// </summary>
    public void Dispose()
    {
        _isDisposed = true;
        if (_owner is null)
        {
            _transport.Dispose();
        }
    }

    /// <summary>
    /// Closes the connections, when they are this session's own. Calls that are under way run to their end.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private Response Run(HttpMethod method, Url url, RequestOptions? options, CancellationToken cancellationToken) =>
        Blocking.Result(RunAsync(Build(method, url, options), isBlocking: true, BodyMode.Keep, cancellationToken));

    private Task<Response> RunAsync(
        HttpMethod method, Url url, RequestOptions? options, CancellationToken cancellationToken) =>
        RunAsync(Build(method, url, options), isBlocking: false, BodyMode.Keep, cancellationToken).AsTask();

    private T Run<T>(HttpMethod method, Url url, RequestOptions? options, CancellationToken cancellationToken) =>
        Blocking.Result(RunAsync(Build(method, url, options), isBlocking: true, BodyMode.Parse, cancellationToken))
            .EnsureSuccess().ParseOnce<T>();

    private Task<T> RunAsync<T>(
        HttpMethod method, Url url, RequestOptions? options, CancellationToken cancellationToken) =>
        ParseAsync<T>(Build(method, url, options), cancellationToken);

    private async Task<T> ParseAsync<T>(Request request, CancellationToken cancellationToken)
    {
        var response = await RunAsync(request, isBlocking: false, BodyMode.Parse, cancellationToken)
            .ConfigureAwait(false);
        return response.EnsureSuccess().ParseOnce<T>();
    }

    private ValueTask<Response> RunAsync(
        Request request, bool isBlocking, BodyMode mode, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _exchange.RunAsync(request, CallFor(request, isBlocking, mode, cancellationToken));
    }

    private Call CallFor(Request request, bool isBlocking, BodyMode mode, CancellationToken cancellationToken)
    {
        var settings = request.Settings ?? Builder.Settings;
        return Instruments.IsObserved
            ? new ObservedCall(settings, _time, isBlocking, cancellationToken) { BodyMode = mode, Session = this }
            : new Call(settings, _time, isBlocking, cancellationToken) { BodyMode = mode, Session = this };
    }

    ValueTask<Response> ITokenSession.AskAsync(
        Request request, TokenRepeat repeat, bool isBlocking, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _exchange.WithoutCookies.RunAsync(request, CallFor(isBlocking, repeat, cancellationToken));
    }

    CallContext ITokenSession.CallFor(bool isBlocking, CancellationToken cancellationToken) =>
        CallFor(isBlocking, TokenRepeat.Never, cancellationToken);

    private Call CallFor(bool isBlocking, TokenRepeat repeat, CancellationToken cancellationToken)
    {
        var bare = Builder.Settings.Bare(repeat);
        return Instruments.IsObserved
            ? new ObservedCall(bare, _time, isBlocking, cancellationToken)
            {
                Session = this,
                UsualReuse = Reuse.Fresh,
                IsForToken = true,
            }
            : new Call(bare, _time, isBlocking, cancellationToken) { Session = this, UsualReuse = Reuse.Fresh };
    }
}
