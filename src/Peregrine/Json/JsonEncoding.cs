using System.Text;

namespace Peregrine;

/// <summary>
/// In which encoding a body is JSON: UTF-8 without conversion, UTF-16 and UTF-32 recognised by their first bytes (RFC
/// 8259, section 8.1), another charset when the content type names it.
/// </summary>
internal static class JsonEncoding
{
    /// <summary>The body in UTF-8, without a byte order mark.</summary>
    internal static ReadOnlySpan<byte> Utf8Of(ReadOnlySpan<byte> body, Headers headers)
    {
        return EncodingOf(body, headers) is { } encoding
            ? Encoding.UTF8.GetBytes(encoding.GetString(body).TrimStart('\uFEFF'))
            : ByteOrderMark.Skip(body);
    }

    /// <summary>The body in UTF-8, without a byte order mark, to keep: not a copy where it is UTF-8.</summary>
    internal static ReadOnlyMemory<byte> Utf8Of(byte[] body, Headers headers) =>
        EncodingOf(body, headers) is { } encoding
            ? Encoding.UTF8.GetBytes(encoding.GetString(body).TrimStart('\uFEFF'))
            : body.AsMemory(body.Length - ByteOrderMark.Skip(body).Length);

    /// <summary>
    /// The encoding of a body by its first bytes, or null for UTF-8. JSON begins with an ASCII character, so the zeros
    /// around it tell the encoding.
    /// </summary>
    internal static Encoding? EncodingOf(ReadOnlySpan<byte> first, Headers headers) =>
        (ByteOrderMark.EncodingOf(first) ?? OfZeros(first)) is { } unicode
            ? ReferenceEquals(unicode, Charsets.Utf8) ? null : unicode
            : Charsets.LegacyOf(headers[HeaderNames.ContentType]);

    /// <summary>Whether more bytes are needed to tell the encoding.</summary>
    internal static bool MayBeAnyEncoding(ReadOnlySpan<byte> first) =>
        first.Length < 2 || (first.Length < 4 && (first.Contains((byte)0) || first[0] >= 0xEF));

    private static Encoding? OfZeros(ReadOnlySpan<byte> first) => first switch
    {
        [not 0, 0, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0, not 0, ..] => Charsets.Utf32BigEndian,
        [not 0, 0, ..] => Encoding.Unicode,
        [0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };
}
