using System.Collections.Frozen;
using System.Text;

namespace Peregrine;

/// <summary>
/// How the bytes of a body stand in a HAR: as text where the text gives the same bytes again, else as Base64. Pure.
/// </summary>
internal static class HarText
{
    private static readonly string[] OpaqueKinds = ["image/", "audio/", "video/", "font/"];

    private static readonly FrozenSet<string> Opaque = FrozenSet.ToFrozenSet(
        [
            "application/gzip", "application/x-gzip", "application/zip", "application/zstd", "application/pdf",
            "application/x-7z-compressed", "application/x-bzip2", "application/x-xz", "application/wasm",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The text that a reader of the file makes the same bytes of, or null.</summary>
    internal static string? TextOf(byte[] bytes, string? contentType) =>
        TextIn(CharsetOf(contentType), bytes) is { } text && !text.Contains('\0', StringComparison.Ordinal)
            ? text
            : null;

    /// <summary>The bytes of a text in the charset of its content type.</summary>
    internal static byte[] BytesOf(string text, string? contentType) => CharsetOf(contentType).GetBytes(text);

    /// <summary>
    /// The body without its secrets. They are looked for in its text, whatever its charset, or in its bytes where it is
    /// no text.
    /// </summary>
    internal static byte[] Hide(byte[] bytes, string? contentType, Func<string, string> hide)
    {
        var encoding = WideOf(bytes) ?? Charsets.Detect(contentType, bytes);
        if (TextIn(encoding, bytes) is not { } text)
        {
            (encoding, text) = (Encoding.Latin1, Encoding.Latin1.GetString(bytes));
        }

        var hidden = hide(text);
        return ReferenceEquals(hidden, text) ? bytes : encoding.GetBytes(hidden);
    }

    /// <summary>
    /// Whether bodies of a media type are pictures, sounds or archives, which hold no text with escapes: a secret in
    /// one stands there as it is, or can't be found.
    /// </summary>
    internal static bool IsOpaque(string? type) => type is not null
        && !type.EndsWith("xml", StringComparison.OrdinalIgnoreCase)
        && (Opaque.Contains(type) || OpaqueKinds.Any(
            kind => type.StartsWith(kind, StringComparison.OrdinalIgnoreCase)));

    // JSON and XML need no mark to be known as UTF-16: of their first letters, one byte is 0.
    private static Encoding? WideOf(byte[] bytes) => bytes switch
    {
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0, 0, 0, not 0, ..] => Charsets.Utf32BigEndian,
        [not 0, 0, 0, 0, ..] => Encoding.UTF32,
        _ => null,
    };

    private static Encoding CharsetOf(string? contentType) =>
        MediaType.CharsetOf(contentType) is { } charset ? Charsets.Find(charset) ?? Charsets.Utf8 : Charsets.Utf8;

    private static string? TextIn(Encoding encoding, byte[] bytes)
    {
        var text = encoding.GetString(bytes);
        return encoding.GetBytes(text).AsSpan().SequenceEqual(bytes) ? text : null;
    }
}
