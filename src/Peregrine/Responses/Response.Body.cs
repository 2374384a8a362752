using System.Runtime.CompilerServices;
using System.Text;

namespace Peregrine;

/// <content>The body: how it is read, and what it is read as.</content>
public sealed partial class Response
{
    private BodySource? _source;
    private BodyBuffer _pooled = BodyBuffer.None;
    private byte[] _bytes = [];
    private CallSettings? _settings;
    private long _receivedAt; // In ticks of UTC, where a field says something about time.
    private IReadOnlyList<Attempt>? _attempts;

    /// <summary>The body, its content codings undone.</summary>
    public byte[] Bytes
    {
        get
        {
            _ = Body();
            Keep();
            return _bytes;
        }
    }

    /// <summary>
    /// The encoding of <see cref="Text"/>: the charset of <c>Content-Type</c>, else UTF-8; a byte order mark at the start of the body knows better
    /// than both. It can be set until the text is read.
    /// </summary>
    /// <exception cref="InvalidOperationException">Setting: the text was read already.</exception>
    public Encoding Encoding
    {
        get => Views.Encoding ??= Charsets.Detect(Headers[HeaderNames.ContentType], Body());
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Views.Encoding = Views.Text is null ? value : throw new InvalidOperationException("The text was read already: set Encoding before Text.");
        }
    }

    /// <summary>The body as text, without a byte order mark. Bytes that are no text of the encoding become U+FFFD.</summary>
    public string Text => Views.Text ??= Charsets.Decode(Encoding, Body());

    /// <summary>Reads the whole body, and gives why that failed or null: such a failure can be tried again as any other.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<RequestException?> ReadWholeAsync(CallSettings settings, CallContext call)
    {
        try
        {
            using var raw = MeteredSource.Create(_source!, settings.DownloadProgress, call.Time);
            using var source = DecodedSource.Create(raw, this, settings.Codings, call);
            _source = null;
            _pooled = await BodyReader.ReadAsync(source, this, settings.MaxResponseBytes).ConfigureAwait(false);
            (_received, Trailers, _ended) = (raw.Received, raw.Trailers, raw.EndedAt);
            return null;
        }
        catch (RequestException failure)
        {
            return failure;
        }
    }

    /// <summary>Settles what the call knows; after this the response stands by itself.</summary>
    internal void Complete(
        CallContext call, CallSettings settings, IReadOnlyList<Response> history, IReadOnlyList<Attempt>? attempts, bool isParsed)
    {
        History = history;
        _attempts = attempts;
        _settings = settings;
        CallElapsed = ElapsedOf(call);
        _receivedAt = Headers.Contains(HeaderNames.RetryAfter) || Headers.Contains(HeaderNames.SetCookie) ? call.Time.GetUtcNow().UtcTicks : 0;
        if (!isParsed || !IsSuccess)
        {
            Keep();
        }
    }

    /// <summary>Parses the body where it lies and gives its memory back.</summary>
    internal T ParseOnce<T>()
    {
        try
        {
            return Body().IsEmpty ? throw JsonReading.NoBodyFor(typeof(T), this) : Json<T>();
        }
        catch (DecodingException)
        {
            Keep(); // Whoever catches it may look at what came.
            throw;
        }
        finally
        {
            _pooled.Return();
        }
    }

    /// <summary>Whether nothing of the body is still on the wire.</summary>
    internal bool IsWhole => _source is null && IsHere;

    /// <summary>How long the whole call took.</summary>
    internal TimeSpan CallElapsed { get; private set; }

    private DateTimeOffset ReceivedAt => new(_receivedAt, TimeSpan.Zero);

    private ReadOnlySpan<byte> Body()
    {
        if (!IsHere)
        {
            throw _streamed!.Unread();
        }

        return _views is { CodedRedirect: not null } or { BodyFailure: not null } ? RedirectBody() : _pooled.Count > 0 ? _pooled.Written() : _bytes;
    }

    // Moves the body out of pooled memory, which others will write to.
    private void Keep()
    {
        if (_pooled.Count > 0)
        {
            _bytes = _pooled.ToArray();
        }

        _pooled.Return();
    }
}
