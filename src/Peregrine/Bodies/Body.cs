using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>
/// The body of a request. Whether it can be sent twice is part of what it is: see <see cref="IsReplayable"/>.
/// </summary>
public abstract partial class Body
{
    private protected Body(string? contentType)
    {
        if (contentType is not null && !HeaderRules.IsValue(contentType))
        {
            throw new ArgumentException(
                "The content type holds a line break or another control character.", nameof(contentType));
        }

        ContentType = contentType;
    }

    /// <summary>The value of <c>Content-Type</c>, or null for none.</summary>
    public string? ContentType { get; }

    /// <summary>
    /// How many bytes it has, or null when that is not known before it is sent; it is then sent in chunks (RFC 9112,
    /// section 7.1).
    /// </summary>
    public abstract long? Length { get; }

    /// <summary>Whether it can be sent again by a retry, a redirect or the answer to a challenge.</summary>
    public abstract bool IsReplayable { get; }

    /// <summary>Bytes in memory; they are not copied, so they must not change until the call is done.</summary>
    public static Body Bytes(ReadOnlyMemory<byte> bytes, string? contentType = null) =>
        new BytesBody(bytes, contentType);

    /// <summary>A text, in the charset of its content type (UTF-8 when it names none).</summary>
    /// <exception cref="ArgumentException">The charset is not known.</exception>
    public static Body Text(string text, string contentType = "text/plain; charset=utf-8")
    {
        ArgumentNullException.ThrowIfNull(text);
        return new BytesBody(Charsets.Named(contentType).GetBytes(text), contentType);
    }

    /// <summary>A value as JSON, by a source-generated contract: without reflection.</summary>
    public static Body Json<T>(T value, JsonTypeInfo<T> typeInfo)
    {
        ArgumentNullException.ThrowIfNull(typeInfo);
        return JsonBody.Create(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));
    }

    /// <summary>
    /// A file, streamed from disk. It is opened and its length taken each time it is sent; when it becomes shorter or
    /// longer meanwhile, the call fails with an <see cref="IOException"/>. What has no length of its own (a pipe, a
    /// device, a file of <c>/proc</c>) is sent in chunks, or as the empty body that it is; a pipe or a device is read
    /// once, so it can't be sent again. Its type is guessed from its name when none is given. Opening a pipe waits for
    /// its writer. <see cref="Timeouts.Total"/> limits that, and the caller's token ends it, except in a blocking call
    /// without a <see cref="Timeouts.Total"/>: that waits on its own thread, which nothing but the writer frees. What
    /// was given up waits on in the background until a writer comes.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file. Calls throw it too, when the file is gone at the
    /// time it is sent.</exception>
    public static Body File(string path, string? contentType = null) =>
        new FileBody(path, contentType ?? FileTypes.ForPath(path));

    /// <summary>A stream, from where it stands. It can be sent once and is not closed.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="contentType">The content type, or null for none.</param>
    /// <param name="length">How many bytes it will give; by default what a seekable stream says when it is
    /// sent.</param>
    public static Body Stream(Stream stream, string? contentType = null, long? length = null) =>
        new StreamBody(stream, contentType, length);

    /// <summary>Chunks as they come. They can be sent once.</summary>
    public static Body Chunks(IAsyncEnumerable<ReadOnlyMemory<byte>> chunks, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return new ChunksBody<ReadOnlyMemory<byte>>(chunks, static chunk => chunk, contentType);
    }

    /// <summary>Chunks as they come. They can be sent once.</summary>
    public static Body Chunks(IAsyncEnumerable<byte[]> chunks, string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        return new ChunksBody<byte[]>(chunks, static chunk => chunk, contentType);
    }

    /// <summary>What it is and how long, never what it holds.</summary>
    public override string ToString() => $"{ContentType ?? "no content type"}, "
        + $"{Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} bytes";

    /// <summary>The bytes, when they are all in memory, so that they can leave in one write with the head.</summary>
    internal virtual ReadOnlyMemory<byte>? InMemory => null;

    /// <summary>The body without its progress reports: to hash it, which sends nothing.</summary>
    internal virtual Body Unfollowed => this;

    /// <summary>Whether sending it has begun, where it can be sent once.</summary>
    internal virtual bool HasBegun => true;

    /// <summary>
    /// Does what may have to wait, before a connection is taken. After it, and until the body is written, nothing is
    /// lost when it is done again.
    /// </summary>
    /// <exception cref="RequestTimeoutException">The time of the whole call is over.</exception>
    internal virtual ValueTask PrepareAsync(Request request, CallContext call) => default;

    /// <summary>
    /// The body for one send: its <see cref="Length"/> is what the server is told, and stays. Waits for nothing.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file any more.</exception>
    internal virtual Body Measured() => this;

    /// <summary>Writes the whole body.</summary>
    internal abstract ValueTask WriteAsync(BodySink sink, CallContext call);
}
