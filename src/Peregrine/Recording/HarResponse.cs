namespace Peregrine;

/// <summary>
/// A response as a recording holds it. What is secret is <c>***</c> there, unless the recorder was told to show it.
/// </summary>
public sealed record HarResponse
{
    /// <summary>The status code; 0 where there was no response.</summary>
    public int StatusCode { get; internal init; }

    /// <summary>The words beside the status code; empty where there were none.</summary>
    public string ReasonPhrase { get; internal init; } = "";

    /// <summary>The version of HTTP; 1.1 where the file does not say.</summary>
    public Version Version { get; internal init; } = System.Net.HttpVersion.Version11;

    /// <summary>
    /// The header fields, in the order of the file. What is no field, as <c>:status</c>, is left out.
    /// </summary>
    public Headers Headers { get; internal init; } = Headers.Empty;

    /// <summary>The fields that followed the body; a file of another program never has any.</summary>
    public Headers Trailers { get; internal init; } = Headers.Empty;

    /// <summary>The content type with its parameters, or null.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>The body, its content codings undone; empty where there is none or the file does not hold it.</summary>
    public byte[] Bytes { get; internal init; } = [];

    /// <summary>The body as text, in the charset of its content type; UTF-8 where that names none.</summary>
    public string Text => Charsets.Decode(Charsets.Detect(ContentType, Bytes), Bytes);

    /// <summary>
    /// How many bytes the body had on the wire, in its content codings; null where that is not known.
    /// </summary>
    public long? BytesReceived { get; internal init; }

    /// <summary>
    /// Whether there was more of the body than <see cref="Bytes"/> holds: its reader left, the connection was lost,
    /// or it was larger than the recorder keeps.
    /// </summary>
    public bool IsCut { get; internal init; }

    /// <summary>What the recorder or its user noted; most often null.</summary>
    public string? Comment { get; internal init; }

    /// <summary>How many bytes the body has without its codings, also where they are not all here.</summary>
    internal long? Size { get; init; }

    /// <summary>The codings that could not be undone.</summary>
    internal bool IsCoded { get; init; }

    /// <summary>The status and the size of the body.</summary>
    public override string ToString() => $"{StatusCode} {Redaction.Printable(ReasonPhrase)}, {Bytes.Length} bytes";
}
