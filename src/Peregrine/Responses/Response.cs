using System.Net;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>
/// The answer to a request, whatever its status. One that was read whole owns plain memory: disposing it is allowed,
/// never needed, and changes nothing. A streamed one
/// (<see cref="HttpSession.StreamAsync(HttpMethod, Url, RequestOptions?, CancellationToken)"/>) holds a connection
/// until its body is read to its end or it is disposed.
/// </summary>
public sealed partial class Response : IDisposable, IAsyncDisposable
{
    private readonly ResponseHead _head;
    private LazyParts? _views;

    internal Response(
        Request request, ResponseHead head, BodySource source,
        ConnectionInfo facts, SendTimestamps moments, bool isReused)
    {
        Request = request;
        _head = head;
        _body = new ResponseBody(source);
        (_facts, _moments, _isReused) = (facts, moments, isReused);
    }

    /// <summary>The request that got this response: the last one sent, after redirects and retries.</summary>
    public Request Request { get; internal set; }

    internal ResponseHead Head => _head;

    // Made once: of two threads that ask first, both get the same.
    private LazyParts Views => _views ?? Interlocked.CompareExchange(ref _views, new LazyParts(), null) ?? _views;

    /// <summary>The status code (RFC 9110, section 15).</summary>
    public int StatusCode => _head.StatusCode;

    /// <summary>The status code as the platform's enumeration; a number without a name there is kept.</summary>
    public HttpStatusCode Status => (HttpStatusCode)StatusCode;

    /// <summary>
    /// The words beside the status code; the standard's where the server sent none (HTTP/2 has none), or empty.
    /// </summary>
    public string ReasonPhrase => _head.ReasonPhrase.Length > 0 ? _head.ReasonPhrase : ReasonPhrases.For(StatusCode);

    /// <summary>Whether the status is 200 to 299.</summary>
    public bool IsSuccess => StatusCode is >= 200 and <= 299;

    /// <summary>
    /// Whether the response is a redirect that can be followed: 301, 302, 303, 307 or 308 with a <c>Location</c>.
    /// </summary>
    public bool IsRedirect => StatusCode is 301 or 302 or 303 or 307 or 308 && Headers.Contains(HeaderNames.Location);

    /// <summary>The address that answered, after redirects.</summary>
    public Uri Url => Request.Url;

    /// <summary>The method that was answered, after redirects.</summary>
    public HttpMethod Method => Request.Method;

    /// <summary>The version of HTTP that the answer came in.</summary>
    public Version Version => _head.Version;

    /// <summary>The header fields, as they came.</summary>
    public Headers Headers => _head.Headers;

    /// <summary>The fields that followed the body (RFC 9110, section 6.5); most often none.</summary>
    public Headers Trailers => _views?.Trailers ?? Headers.Empty;

    /// <summary>The address of the other end of the connection, or null where there is no socket.</summary>
    public EndPoint? RemoteEndPoint => _facts?.Remote;

    /// <summary>
    /// The cookies that this response sets, as it names them: whether the server may set each of them is the jar's
    /// question.
    /// </summary>
    public ResponseCookies Cookies => Views.Cookies ??= ResponseCookies.Parse(Headers, Url, ReceivedAt);

    /// <summary>The links of the <c>Link</c> header (RFC 8288), by relation.</summary>
    public Links Links => Views.Links ??= Links.Parse(Headers.GetAll(HeaderNames.Link), Url);

    /// <summary>
    /// How the server asks the caller to authenticate: every challenge of <c>WWW-Authenticate</c> (RFC 9110, section
    /// 11.6.1), of a 407 those of <c>Proxy-Authenticate</c>; most often none. What can't be read is passed over.
    /// </summary>
    public IReadOnlyList<AuthChallenge> Challenges =>
        Views.Challenges ??= AuthChallenge.All(Headers, StatusCode == 407 ? HeaderNames.ProxyAuthenticate
            : HeaderNames.WwwAuthenticate);

    /// <summary>
    /// How long the server asks to wait (RFC 9110, section 10.2.3), from the moment of its answer; null when it does
    /// not, never negative.
    /// </summary>
    public TimeSpan? RetryAfter => RetryAfterHeader.Parse(Headers, ReceivedAt);

    /// <summary>The media type without its parameters, in lower case, or null.</summary>
    public string? ContentType => MediaType.NameOf(Headers[HeaderNames.ContentType]);

    /// <summary>
    /// What the body is for and what its file is called (RFC 6266), or null when the server does not say.
    /// </summary>
    public ContentDisposition? ContentDisposition =>
        Views.ContentDisposition ??= Headers[HeaderNames.ContentDisposition] is { } value
            ? Peregrine.ContentDisposition.Parse(value)
            : null;

    /// <summary>
    /// The problem that the body describes (RFC 9457), or null when it is not <c>application/problem+json</c>.
    /// </summary>
    public Problem? Problem =>
        Views.Problem ??= ContentType == Problem.MediaType ? Problem.Parse(Bytes, Headers) : null;

    /// <summary>
    /// The earlier responses of the call, oldest first: the redirects that were followed. Of a body, 64 KiB are kept at
    /// most, and its content codings are undone when it is asked for; one that is larger or damaged is an
    /// <see cref="InvalidOperationException"/> then.
    /// </summary>
    public IReadOnlyList<Response> History => _views?.History ?? [];

    /// <summary>
    /// Every try of the call, oldest first, with its status or failure and the pause that followed. Redirects are no
    /// tries: they stand in <see cref="History"/>.
    /// </summary>
    public IReadOnlyList<Attempt> Attempts => Views.Attempts ??= [new Attempt { StatusCode = StatusCode }];

    /// <summary>How long it took from sending the request to the head of this response.</summary>
    public TimeSpan Elapsed => _facts?.Time.GetElapsedTime(_moments.Began, _moments.Answered) ?? default;

    /// <summary>The body as JSON, never null.</summary>
    /// <exception cref="DecodingException">There is no body, it is not JSON, or it is JSON's null.</exception>
    public JsonNode Json() => JsonReading.ReadNode(_body.Span(this), this);

    /// <summary>The body as JSON of this type; JSON's null is null.</summary>
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="InvalidOperationException">There is no contract for the type, and reflection is turned
    /// off.</exception>
    public T Json<T>() => JsonReading.Read<T>(_body.Span(this), this, _settings?.JsonOptions);

    /// <summary>
    /// Returns this response when its status is a success. The body of a streamed one that is not is read first.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    public Response EnsureSuccess() => IsSuccess ? this : throw Blocking.Result(ToFailureAsync(isBlocking: true));

    /// <summary>
    /// Returns this response when its status is a success. The body of a streamed one that is not is read first.
    /// </summary>
    /// <exception cref="StatusException">The status is outside 200 to 299.</exception>
    public Task<Response> EnsureSuccessAsync() => IsSuccess ? Task.FromResult(this) : ThrowStatusAsync();

    /// <summary>
    /// Changes nothing for a response that was read whole. For a streamed one it gives the connection back when the
    /// rest of the body has arrived already, and closes it otherwise.
    /// </summary>
    public void Dispose() => _body.Dispose();

    /// <summary>As <see cref="Dispose"/>; nothing is waited for.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    /// <summary>The request, the status and the size of the body.</summary>
    public override string ToString() => $"{Request}: {StatusCode} {Redaction.Printable(ReasonPhrase)}";
}
