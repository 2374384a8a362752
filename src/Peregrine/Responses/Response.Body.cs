using System.Runtime.CompilerServices;
using System.Text;

namespace Peregrine;

/// <content>The body: how it is read, and what it is read as.</content>
public sealed partial class Response
{
    private ResponseBody _body;
    private BodySettings? _settings;
    private long _receivedAt; // In ticks of UTC, where a field says something about time.

    /// <summary>The body, its content codings undone.</summary>
    public byte[] Bytes => _body.Bytes(this);

    /// <summary>
    /// The encoding of <see cref="Text"/>: the charset of <c>Content-Type</c>, else UTF-8; a byte order mark at the
    /// start of the body knows better than both. It can be set until the text is read.
    /// </summary>
    /// <exception cref="InvalidOperationException">Setting: the text was read already.</exception>
    public Encoding Encoding
    {
        get => Views.Encoding ??= Charsets.Detect(Headers[HeaderNames.ContentType], _body.Span(this));
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Views.Encoding = Views.Text is null
                ? value
                : throw new InvalidOperationException("The text was read already: set Encoding before Text.");
        }
    }

    /// <summary>
    /// The body as text, without a byte order mark. Bytes that are no text of the encoding become U+FFFD.
    /// </summary>
    public string Text => Views.Text ??= Charsets.Decode(Encoding, _body.Span(this));

    /// <summary>
    /// Reads the whole body, and gives why that failed or null: such a failure can be tried again as any other.
    /// </summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<RequestException?> ReadWholeAsync(BodySettings settings, CallContext call)
    {
        try
        {
            using var raw = MeteredSource.Create(_body.Take(), settings.DownloadProgress, call.Time);
            using var source = DecodedSource.Create(raw, this, settings.Codings, call);
            var buffer = await BodyReader.ReadAsync(source, this, settings.MaxResponseBytes).ConfigureAwait(false);
            _body.Arrive(buffer, raw.Received);
            EndBody(raw);
            return null;
        }
        catch (RequestException failure)
        {
            return failure;
        }
    }

    /// <summary>
    /// Settles what the call knows; after this the response stands by itself, unless its body is taken from it at once.
    /// </summary>
    internal void Complete(
        CallContext call,
        BodySettings settings,
        IReadOnlyList<Response> history,
        IReadOnlyList<Attempt>? attempts,
        bool isTaken)
    {
        if (history.Count > 0 || attempts is not null)
        {
            (Views.History, Views.Attempts) = (history, attempts);
        }

        _settings = settings;
        CallElapsed = ElapsedOf(call);
        _receivedAt = Headers.Contains(HeaderNames.RetryAfter) || Headers.Contains(HeaderNames.SetCookie)
            ? call.Time.GetUtcNow().UtcTicks
            : 0;
        if (!isTaken)
        {
            _body.Keep();
        }
    }

    /// <summary>
    /// Gives the pooled memory with the body in it away: the response has no body after that. Null where the body is
    /// not in such memory.
    /// </summary>
    internal BodyBuffer? TakePooled() => _body.TakePooled();

    /// <summary>Parses the body in pooled memory and gives its memory back.</summary>
    internal T ParseOnce<T>()
    {
        try
        {
            return _body.Span(this).IsEmpty ? throw JsonReading.NoBodyFor(typeof(T), this) : Json<T>();
        }
        catch (DecodingException)
        {
            _body.Keep(); // The code that catches it may look at what came.
            throw;
        }
        finally
        {
            _body.Release();
        }
    }

    /// <summary>Whether nothing of the body is still on the wire.</summary>
    internal bool IsWhole => _body.IsWhole;

    /// <summary>How long the whole call took.</summary>
    internal TimeSpan CallElapsed { get; private set; }

    private DateTimeOffset ReceivedAt => new(_receivedAt, TimeSpan.Zero);

    /// <summary>The body has been read to its end.</summary>
    internal void EndBody(BodySource raw)
    {
        _ended = raw.EndedAt ?? NotYet;
        if (raw.Trailers is { Count: > 0 } trailers)
        {
            Views.Trailers = trailers;
        }
    }
}
