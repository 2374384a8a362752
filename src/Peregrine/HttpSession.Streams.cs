using System.Runtime.CompilerServices;

namespace Peregrine;

/// <content>Calls whose body is not read: the caller reads it as it comes in.</content>
public sealed partial class HttpSession
{
    /// <summary>
    /// Sends a request and gives the answer as soon as its head is here, whatever its status. Its body is read by the
    /// readers of <see cref="Response"/>, and it holds a connection until it is read to its end or disposed. The limits
    /// of the call hold to the end of the body.
    /// </summary>
    /// <exception cref="RequestException">There was no answer.</exception>
    public Response Stream(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        Stream(Build(method, url, options), cancellationToken);

    /// <inheritdoc cref="Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    public Task<Response> StreamAsync(
        HttpMethod method, Url url, RequestOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(Build(method, url, options), cancellationToken);

    /// <inheritdoc cref="Stream(HttpMethod, Url, RequestOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(-1)]
    public Task<Response> StreamAsync(HttpMethod method, Url url, CancellationToken cancellationToken) =>
        StreamAsync(Build(method, url), cancellationToken);

    /// <summary>
    /// Sends a request as it is and gives the answer as soon as its head is here; the body is left to its readers.
    /// </summary>
    /// <exception cref="RequestException">There was no answer.</exception>
    public Response Stream(Request request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Blocking.Result(RunAsync(request, isBlocking: true, BodyMode.Leave, cancellationToken));
    }

    /// <inheritdoc cref="Stream(Request, CancellationToken)"/>
    public Task<Response> StreamAsync(Request request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RunAsync(request, isBlocking: false, BodyMode.Leave, cancellationToken).AsTask();
    }

    /// <summary>Begins a call for a handler's caller: a small body is read, a large one left to the caller.</summary>
    internal Call BeginHandled(Request request, bool isBlocking, CancellationToken cancellationToken) =>
        CallFor(request, isBlocking, BodyMode.LeaveLarge, cancellationToken);

    /// <summary>Makes a call for a handler's caller, who closes <see cref="Call.Held"/> when it fails.</summary>
    internal ValueTask<Response> HandleAsync(Request request, Call call)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _exchange.RunUnheldAsync(request, call);
    }

    /// <summary>
    /// The events of an address (HTML standard of WHATWG, section 9.2), through every connection that they take: at its
    /// end, after a cut and after a silence longer than the limit on reading, the session connects again with
    /// <c>Last-Event-ID</c>, after the pause that the server asks for (<c>retry</c>, by default 3 s, at least 100 ms),
    /// longer with every connection that does not come about. Status 204 ends the events, and so does
    /// <see cref="Timeouts.Total"/>, which limits the loop as a whole.
    /// </summary>
    /// <exception cref="StatusException">The first connection was answered with an error, or a later one with an error
    /// that lasts.</exception>
    /// <exception cref="DecodingException">The answer is no <c>text/event-stream</c>.</exception>
    /// <exception cref="RequestException">The first connection did not come about.</exception>
    public IAsyncEnumerable<ServerSentEvent> EventsAsync(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = BuildEvents(url, options);
        return BodyReading.EachAsync(token => Feed(request, isBlocking: false, token), cancellationToken);
    }

    /// <inheritdoc cref="EventsAsync"/>
    public IEnumerable<ServerSentEvent> Events(
        Url url, RequestOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = BuildEvents(url, options);
        return BodyReading.Each(() => Feed(request, isBlocking: true, cancellationToken));
    }

    /// <summary>
    /// Downloads a file, of any size in little memory: it is written beside its place and put there when it is whole.
    /// After a cut, a silence or an answer such as 503 the download goes on with what is missing (<c>Range</c> and
    /// <c>If-Range</c>, RFC 9110, sections 13 and 14), or begins anew where the server can't. Parts are joined only
    /// under the same strong validator (section 15.3.7.3). <see cref="Timeouts.Total"/> limits the download as a whole,
    /// its requests and pauses together.
    /// </summary>
    /// <param name="url">The address.</param>
    /// <param name="path">The file, or a folder that is there, or any path that ends like one: then the file is called
    /// what the server calls it, made safe.</param>
    /// <param name="options">How it is downloaded.</param>
    /// <param name="cancellationToken">Ends the download; nothing is left of it, unless
    /// <see cref="DownloadOptions.Resume"/> says so.</param>
    /// <exception cref="StatusException">The answer is no success.</exception>
    /// <exception cref="ProtocolException">The answer is not the file (202, 204, a part that was not asked for), the
    /// server contradicts itself, or the file is larger than <see cref="DownloadOptions.MaxBytes"/>.</exception>
    /// <exception cref="DecodingException">The file does not have the digest that it must have.</exception>
    /// <exception cref="RequestException">The file did not come whole.</exception>
    /// <exception cref="IOException">The file can't be written, the disk has no room for it, or another download works
    /// on the same file (<see cref="DownloadOptions.Resume"/>).</exception>
    public Task<DownloadResult> DownloadAsync(
        Url url, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        RunAsync(url, path, options, isBlocking: false, cancellationToken).AsTask();

    /// <inheritdoc cref="DownloadAsync"/>
    public DownloadResult Download(
        Url url, string path, DownloadOptions? options = null, CancellationToken cancellationToken = default) =>
        Blocking.Result(RunAsync(url, path, options, isBlocking: true, cancellationToken));

    private ValueTask<DownloadResult> RunAsync(
        Url url, string path, DownloadOptions? options, bool isBlocking, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new DownloadOptions();
        var request = Build(HttpMethod.Get, url, options.Request);

        // The file is asked for as it is stored, unless the caller's own options say how.
        var own = options.Request?.HeadersOrNull?.Contains(HeaderNames.AcceptEncoding) == true;
        var sent = own
            ? request
            : request with { Headers = request.Headers.With(HeaderNames.AcceptEncoding, "identity") };
        var sender = new DownloadSender(sent, Begin(sent, isBlocking, isOneCall: true, cancellationToken));
        return ObservedDownload.RunAsync(sent, new Downloader(sender, path, options));
    }

    private Request BuildEvents(Url url, RequestOptions? options)
    {
        var request = Build(HttpMethod.Get, url, options);
        var headers = request.Headers[HeaderNames.Accept] is "*/*"
            ? request.Headers.With(HeaderNames.Accept, "text/event-stream")
            : request.Headers;
        return request with
        {
            Headers = headers.Contains("Cache-Control") ? headers : headers.Add("Cache-Control", "no-store"),
        };
    }

    private EventFeed Feed(Request request, bool isBlocking, CancellationToken cancellationToken) =>
        new(request, Begin(request, isBlocking, isOneCall: false, cancellationToken));

    // A call of many requests begins now. Each of them is sent with the settings of the whole.
    private LongCall Begin(Request request, bool isBlocking, bool isOneCall, CancellationToken cancellationToken)
    {
        var settings = request.Settings ?? Builder.Settings;
        var whole = new CallContext(settings.Timeouts, _time, isBlocking, cancellationToken);
        return new LongCall(request, whole, (sent, part) => StreamAsync(sent, settings, part, isOneCall));
    }

    private ValueTask<Response> StreamAsync(
        Request request, CallSettings settings, CallContext part, bool isOneCall)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return _exchange.RunAsync(
            request,
            Instruments.IsObserved
                ? new ObservedCall(settings, _time, part.IsBlocking, part.CancellationToken, part.Started)
                {
                    BodyMode = BodyMode.Leave,
                    Session = this,
                    IsPart = isOneCall,
                }
                : new Call(settings, _time, part.IsBlocking, part.CancellationToken, part.Started)
                {
                    BodyMode = BodyMode.Leave,
                    Session = this,
                });
    }
}
