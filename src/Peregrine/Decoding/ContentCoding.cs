using System.ComponentModel;
using System.IO.Compression;

namespace Peregrine;

/// <summary>
/// A content coding (RFC 9110, section 8.4.1): how it is undone, and how it is applied. gzip, deflate and br are always
/// known, zstd where the system has libzstd; a session learns others through
/// <see cref="HttpSessionOptions.ContentCodings"/>.
/// </summary>
[TypeConverter(typeof(OptionTextConverter<ContentCoding>))]
public sealed class ContentCoding : IOptionText<ContentCoding>
{
    private readonly Func<Stream, Stream> _decode;
    private readonly Func<Stream, Stream>? _encode;

    /// <summary>A coding of your own.</summary>
    /// <param name="name">Its name in <c>Content-Encoding</c>; letter case doesn't matter.</param>
    /// <param name="decode">Makes a stream that reads the coded stream that it is given and gives what it held. It
    /// should throw <see cref="InvalidDataException"/> for data that is damaged or cut off.</param>
    /// <param name="encode">Makes a stream that writes to the stream that it is given, and ends the coding when it is
    /// disposed without closing that stream; null when the coding is never applied.</param>
    /// <exception cref="ArgumentException">The name is no token.</exception>
    public ContentCoding(string name, Func<Stream, Stream> decode, Func<Stream, Stream>? encode = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(decode);
        Name = HeaderRules.IsToken(name)
            ? name.ToLowerInvariant()
            : throw new ArgumentException("The name of a coding is a token.", nameof(name));
        (_decode, _encode) = (decode, encode);
    }

    /// <summary>gzip (RFC 1952), every member of it; <c>x-gzip</c> is the same.</summary>
    public static ContentCoding Gzip { get; } = new(
        "gzip", static coded => new CodingStream(
            new GzipInput(coded), static input => new GZipStream(input, CompressionMode.Decompress)),
        static plain => new GZipStream(plain, CompressionLevel.Optimal, leaveOpen: true));

    /// <summary>
    /// deflate: zlib (RFC 1950), and raw deflate (RFC 1951), which some servers send under that name.
    /// </summary>
    public static ContentCoding Deflate { get; } = new(
        "deflate", static coded => new CodingStream(new CodedInput(coded), static input => new InflateStream(input)),
        static plain => new ZLibStream(plain, CompressionLevel.Optimal, leaveOpen: true));

    /// <summary>br (RFC 7932).</summary>
    public static ContentCoding Brotli { get; } = new(
        "br", static coded => new CodingStream(
            new CodedInput(coded), static input => new BrotliStream(input, CompressionMode.Decompress)),
        static plain => new BrotliStream(plain, CompressionLevel.Optimal, leaveOpen: true));

    /// <summary>zstd (RFC 8878), where the system has libzstd.</summary>
    internal static ContentCoding? Zstd { get; } = ZstdLibrary.Instance is { } library
        ? new("zstd", coded => new ZstdStream(new CodedInput(coded), library))
        : null;

    /// <summary>The name, in lower case.</summary>
    public string Name { get; }

    static ContentCoding IOptionText<ContentCoding>.FromText(string text) =>
        Array.Find([Gzip, Deflate, Brotli], coding => OptionText.Is(text, coding.Name))
        ?? throw new FormatException(
            "Written as text, a ContentCoding can only be gzip, deflate or br; make any other in code.");

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal bool CanEncode => _encode is not null;

    internal Stream Decode(Stream coded) => _decode(coded);

    internal Stream Encode(Stream plain) => _encode!(plain);
}
