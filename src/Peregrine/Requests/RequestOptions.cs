using System.Text.Json;

namespace Peregrine;

/// <summary>
/// What one call sets. A member that is null takes the session's value; <c>.None</c> turns a thing off for the call. The
/// options are read once, before the call returns or first awaits, and never changed: one object may serve many calls at once.
/// </summary>
public sealed class RequestOptions
{
    /// <summary>Query parameters; they are added to the URL's own query, and a session's parameter of the same name is left out. A null only does the latter.</summary>
    public QueryValues Query
    {
        get => QueryOrNull ??= [];
        set => QueryOrNull = value;
    }

    /// <summary>Header fields; null removes the session's field, and our own default, from this call.</summary>
    public HeaderValues Headers
    {
        get => HeadersOrNull ??= [];
        set => HeadersOrNull = value;
    }

    /// <summary>Cookies for this call alone: they go to the origin of its URL and are never stored. What its server sets meanwhile beats them.</summary>
    public CookieValues Cookies
    {
        get => CookiesOrNull ??= [];
        set => CookiesOrNull = value;
    }

    /// <summary>Form fields: alone an urlencoded body, beside <see cref="Files"/> parts of a multipart one.</summary>
    public FormValues Form
    {
        get => FormOrNull ??= [];
        set => FormOrNull = value;
    }

    /// <summary>Files: the body is <c>multipart/form-data</c>, streamed.</summary>
    public FormFiles Files
    {
        get => FilesOrNull ??= [];
        set => FilesOrNull = value;
    }

    /// <summary>A value to send as JSON; null is no body. A string is a JSON string.</summary>
    public object? Json { get; set; }

    /// <summary>Any other body.</summary>
    public Body? Body { get; set; }

    /// <summary>Credentials for this call; they go to the origin of its URL only. <see cref="Auth.None"/> sends none.</summary>
    public Auth? Auth { get; set; }

    /// <summary>Limits on the phases of the call. A number is seconds, a pair is (connect, read).</summary>
    public Timeouts? Timeout { get; set; }

    /// <summary>Whether to send again. A number is that many retries; <see cref="RetryPolicy.None"/> turns retries off.</summary>
    public RetryPolicy? Retry { get; set; }

    /// <summary>Whether redirects are followed; <see cref="RedirectPolicy.None"/> gives the 3xx response.</summary>
    public RedirectPolicy? Redirects { get; set; }

    /// <summary>How the server's certificate is checked, and the client's own, for the origin of this call alone.</summary>
    public TlsOptions? Tls { get; set; }

    /// <summary>The version of HTTP. See <see cref="HttpSessionOptions.Version"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None of 1.1, 2.0 and 3.0.</exception>
    public Version? Version
    {
        get;
        set => field = HttpVersions.Checked(value);
    }

    /// <summary>The proxy of the call, redirects included. A text converts; <see cref="Proxy.None"/> is a direct connection.</summary>
    public Proxy? Proxy
    {
        get;
        set => field = Proxy.Readable(value);
    }

    /// <summary>The largest body of a response, in bytes after decoding. The default is 256 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? MaxResponseBytes
    {
        get;
        set => field = value is null or >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A size can't be negative.");
    }

    /// <summary>
    /// Asks the server before a body is sent (<c>Expect: 100-continue</c>, RFC 9110, section 10.1.1), over HTTP/1.1 connections of the session's own: how
    /// long it is given to answer before the body is sent all the same. Null takes the session's value.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or longer than a day.</exception>
    public TimeSpan? ExpectContinue
    {
        get;
        set => field = value is null || (value > TimeSpan.Zero && value <= TimeSpan.FromDays(1)) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A wait is positive, and a day at most.");
    }

    /// <summary>
    /// The content coding that bodies are sent in, such as <see cref="ContentCoding.Gzip"/>; a body whose <c>Content-Encoding</c> the caller sets stays as
    /// it is. Null takes the session's value.
    /// </summary>
    /// <exception cref="ArgumentException">The coding can't be applied.</exception>
    public ContentCoding? Compress
    {
        get;
        set => field = value is null or { CanEncode: true } ? value : throw new ArgumentException("The coding has no encoder.", nameof(value));
    }

    /// <summary>
    /// Is told how far the body of the request has come: at its first bytes, ten times a second, and at its end. The default is null: no reports. Of a body that
    /// is compressed the bytes are counted as they go into the coding; where <see cref="HttpSessionOptions.MeasureBodiesUpTo"/> reads it first, that is
    /// before there is a connection.
    /// </summary>
    public IProgress<Transfer>? UploadProgress { get; set; }

    /// <summary>Is told how far the body of the response has come, as received: at its first bytes, ten times a second, and at its end. The default is null: no reports.</summary>
    public IProgress<Transfer>? DownloadProgress { get; set; }

    /// <summary>How JSON is written and read. The default is <see cref="JsonSerializerDefaults.Web"/>.</summary>
    public JsonSerializerOptions? JsonOptions { get; set; }

    /// <summary>Anything that the caller wants to find again on <see cref="Request.Tags"/>: it is never sent.</summary>
    public IDictionary<string, object?> Tags
    {
        get => TagsOrNull ??= new Dictionary<string, object?>(StringComparer.Ordinal);
        set => TagsOrNull = value;
    }

    // Reading these makes nothing, so options that many calls share are never written to.
    internal QueryValues? QueryOrNull { get; private set; }

    internal HeaderValues? HeadersOrNull { get; private set; }

    internal CookieValues? CookiesOrNull { get; private set; }

    internal FormValues? FormOrNull { get; private set; }

    internal FormFiles? FilesOrNull { get; private set; }

    internal IDictionary<string, object?>? TagsOrNull { get; private set; }
}
