using System.Text.Json;

namespace Peregrine;

/// <content>What is sent and received: its size, its coding, its JSON.</content>
public sealed partial class HttpSessionOptions
{
    /// <summary>The largest body of a response, in bytes after decoding. The default is 256 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? MaxResponseBytes { get => Set.MaxResponseBytes; set => Set.MaxResponseBytes = value; }

    /// <summary>
    /// Content codings that the session knows beside gzip, deflate, br and, where the system has it, zstd. The default
    /// is none.
    /// </summary>
    public ContentCodings ContentCodings
    {
        get => ContentCodingsOrNull ??= [];
        set => ContentCodingsOrNull = value;
    }

    /// <summary>
    /// Asks the server before a body is sent (<c>Expect: 100-continue</c>, RFC 9110, section 10.1.1), over HTTP/1.1
    /// connections of the session's own: how long it is given to answer before the body is sent all the same. By
    /// default no server is asked.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or longer than a day.</exception>
    public TimeSpan? ExpectContinue { get => Set.ExpectContinue; set => Set.ExpectContinue = value; }

    /// <summary>
    /// The content coding that bodies are sent in, such as <see cref="ContentCoding.Gzip"/>; a body whose
    /// <c>Content-Encoding</c> the caller sets stays as it is. By default bodies are sent as they are.
    /// </summary>
    /// <exception cref="ArgumentException">The coding can't be applied.</exception>
    public ContentCoding? Compress { get => Set.Compress; set => Set.Compress = value; }

    /// <summary>
    /// Whether content codings of responses (gzip and the like) are asked for in <c>Accept-Encoding</c> and undone. By
    /// default (null) they are in the session's own calls, and not under <see cref="HttpSession.AsHandler"/>: there a
    /// library gets the body that the server sent, as with the platform's handler, and only what the message itself
    /// asks for is asked for. True does both there too, but for a message that asks for <c>identity</c>; false does
    /// neither anywhere.
    /// </summary>
    public bool? Decompress { get; set; }

    /// <summary>
    /// Up to how many bytes of a body whose length is not known (a stream, chunks, content that a library writes under
    /// <see cref="HttpSession.AsHandler"/>) are read into memory before it is sent. One that ends within them is sent
    /// with a <c>Content-Length</c>, and can be sent again; a longer one is sent in chunks, as it comes. A stream of a
    /// known length within them is read too, so that it can be sent again. It is for servers that can't read chunks
    /// (RFC 9112, section 7.1), and for retries of small streams. By default (null) none is read ahead.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public int? MeasureBodiesUpTo
    {
        get;
        set => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A size can't be negative.");
    }

    /// <summary>How JSON is written and read. The default is <see cref="JsonSerializerDefaults.Web"/>.</summary>
    public JsonSerializerOptions? JsonOptions { get => Set.JsonOptions; set => Set.JsonOptions = value; }

    internal ContentCodings? ContentCodingsOrNull { get; private set; }
}
