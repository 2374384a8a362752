namespace Peregrine;

/// <summary>
/// A file of a form: one part of a <c>multipart/form-data</c> body (RFC 7578), streamed and never read whole.
/// </summary>
public sealed class Upload
{
    internal Upload(Body content, string? fileName, string? contentType)
    {
        Content = content;
        FileName = fileName;
        ContentType = contentType ?? (fileName is null ? null : FileTypes.ForPath(fileName) ?? FileTypes.Unknown);
    }

    /// <summary>The file name that the server is told, or null for none.</summary>
    public string? FileName { get; }

    /// <summary>
    /// The content type of the part. By default guessed from the file name; none without a file name.
    /// </summary>
    public string? ContentType { get; }

    /// <summary>
    /// Further header fields of the part; a <c>Content-Type</c> here beats <see cref="ContentType"/>.
    /// </summary>
    public HeaderValues Headers { get; init; } = [];

    internal Body Content { get; }

    /// <summary>
    /// A file on disk. It is opened and its length taken each time it is sent; when it becomes shorter or longer
    /// meanwhile, the call fails with an <see cref="IOException"/>. With a pipe, a device or another file without a
    /// length of its own the length of the whole form is not known, and a pipe or a device is read once, so the form
    /// can't be sent again; it is opened when its turn comes, while a connection is held. Its name without the folder
    /// is the file name unless another is given.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file. Calls throw it too, when the file is gone at the
    /// time it is sent.</exception>
    public static Upload File(string path, string? fileName = null, string? contentType = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new Upload(new FileBody(path, contentType), fileName ?? Path.GetFileName(path), contentType);
    }

    /// <summary>Bytes in memory; they are not copied.</summary>
    public static Upload Bytes(ReadOnlyMemory<byte> bytes, string? fileName = "upload", string? contentType = null) =>
        new(new BytesBody(bytes, contentType), fileName, contentType);

    /// <summary>A text, in UTF-8.</summary>
    public static Upload Text(string text, string? fileName = "upload", string? contentType = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Upload(new BytesBody(System.Text.Encoding.UTF8.GetBytes(text), contentType), fileName, contentType);
    }

    /// <summary>A stream, from where it stands. It can be sent once and is not closed.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="fileName">The file name that the server is told, or null for none.</param>
    /// <param name="contentType">The content type, or null to guess it from the file name.</param>
    /// <param name="length">How many bytes it will give; by default what a seekable stream says when it is
    /// sent.</param>
    public static Upload Stream(
        Stream stream, string? fileName = "upload", string? contentType = null, long? length = null) =>
        new(new StreamBody(stream, contentType, length), fileName, contentType);

    /// <summary>The file name and the content type.</summary>
    public override string ToString() => $"{FileName ?? "no name"} ({Content})";
}
