using System.Text.Json;

namespace Peregrine;

/// <summary>
/// What one call sets. A member that is null takes the session's value; <c>.None</c> turns a thing off for the call.
/// The options are read once, before the call returns or first awaits, and never changed: one object may serve many
/// calls at once.
/// </summary>
public sealed class RequestOptions
{
    /// <summary>
    /// Query parameters; they are added to the URL's own query, and a session's parameter of the same name is left out.
    /// A null only does the latter.
    /// </summary>
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

    /// <summary>
    /// Cookies for this call alone: they go to the origin of its URL and are never stored. What its server sets
    /// meanwhile beats them.
    /// </summary>
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

    /// <summary>
    /// Credentials for this call; they go to the origin of its URL only. <see cref="Auth.None"/> sends none.
    /// </summary>
    public Auth? Auth { get => Set?.Auth; set => SetFor(value)?.Auth = value; }

    /// <summary>Limits on the phases of the call. A number is seconds, a pair is (connect, read).</summary>
    public Timeouts? Timeout { get => Set?.Timeout; set => SetFor(value)?.Timeout = value; }

    /// <summary>
    /// Whether to send again. A number is that many retries; <see cref="RetryPolicy.None"/> turns retries off.
    /// </summary>
    public RetryPolicy? Retry { get => Set?.Retry; set => SetFor(value)?.Retry = value; }

    /// <summary>Whether redirects are followed; <see cref="RedirectPolicy.None"/> gives the 3xx response.</summary>
    public RedirectPolicy? Redirects { get => Set?.Redirects; set => SetFor(value)?.Redirects = value; }

    /// <summary>
    /// How the server's certificate is checked, and the client's own, for the origin of this call alone.
    /// </summary>
    public TlsOptions? Tls { get => Set?.Tls; set => SetFor(value)?.Tls = value; }

    /// <summary>The version of HTTP. See <see cref="HttpSessionOptions.Version"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None of 1.1, 2.0 and 3.0.</exception>
    public Version? Version { get => Set?.Version; set => SetFor(value)?.Version = value; }

    /// <summary>
    /// The proxy of the call, redirects included. A text converts; <see cref="Proxy.None"/> is a direct connection.
    /// </summary>
    public Proxy? Proxy { get => Set?.Proxy; set => SetFor(value)?.Proxy = value; }

    /// <summary>The largest body of a response, in bytes after decoding. The default is 256 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? MaxResponseBytes { get => Set?.MaxResponseBytes; set => SetFor(value)?.MaxResponseBytes = value; }

    /// <summary>
    /// Asks the server before a body is sent (<c>Expect: 100-continue</c>, RFC 9110, section 10.1.1), over HTTP/1.1
    /// connections of the session's own: how long it is given to answer before the body is sent all the same. Null
    /// takes the session's value.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or longer than a day.</exception>
    public TimeSpan? ExpectContinue { get => Set?.ExpectContinue; set => SetFor(value)?.ExpectContinue = value; }

    /// <summary>
    /// The content coding that bodies are sent in, such as <see cref="ContentCoding.Gzip"/>; a body whose
    /// <c>Content-Encoding</c> the caller sets stays as it is. Null takes the session's value.
    /// </summary>
    /// <exception cref="ArgumentException">The coding can't be applied.</exception>
    public ContentCoding? Compress { get => Set?.Compress; set => SetFor(value)?.Compress = value; }

    /// <summary>
    /// Is told how far the body of the request has come: at its first bytes, ten times a second, and at its end. The
    /// default is null: no reports. Of a body that is compressed the bytes are counted as they go into the coding;
    /// where <see cref="HttpSessionOptions.MeasureBodiesUpTo"/> reads it first, that is before there is a connection.
    /// </summary>
    public IProgress<Transfer>? UploadProgress { get; set; }

    /// <summary>
    /// Is told how far the body of the response has come, as received: at its first bytes, ten times a second, and at
    /// its end. The default is null: no reports.
    /// </summary>
    public IProgress<Transfer>? DownloadProgress
    {
        get => Set?.DownloadProgress;
        set => SetFor(value)?.DownloadProgress = value;
    }

    /// <summary>How JSON is written and read. The default is <see cref="JsonSerializerDefaults.Web"/>.</summary>
    public JsonSerializerOptions? JsonOptions { get => Set?.JsonOptions; set => SetFor(value)?.JsonOptions = value; }

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

    /// <summary>What the call sets of the options that a session can set too; null while it sets none.</summary>
    internal OptionSet? Set { get; private set; }

    // Null in a set that is not there says nothing.
    private OptionSet? SetFor<T>(T value) => value is null ? Set : Set ??= new OptionSet();
}
