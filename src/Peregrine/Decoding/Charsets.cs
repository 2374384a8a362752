using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// Finds the encoding of a text: what its byte order mark says, else the charset of its header, else UTF-8. Legacy code
/// pages need no set-up.
/// </summary>
internal static class Charsets
{
    private static Labelled? _last;
    private static readonly DecoderReplacementFallback Replacement = new("\uFFFD");

    /// <summary>UTF-8 that writes no byte order mark.</summary>
    internal static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false);

    internal static UTF32Encoding Utf32BigEndian { get; } = new(bigEndian: true, byteOrderMark: true);

    /// <summary>The encoding that a content type names; UTF-8 when it names none.</summary>
    /// <exception cref="ArgumentException">It names one that is not known.</exception>
    internal static Encoding Named(string? contentType)
    {
        var charset = MediaType.CharsetOf(contentType);
        return charset is null
            ? Utf8
            : Find(charset)
                ?? throw new ArgumentException(
                    $"The charset '{Redaction.Printable(charset)}' is not known.", nameof(contentType));
    }

    /// <summary>The encoding of a body. A charset that is not known counts as none.</summary>
    internal static Encoding Detect(string? contentType, ReadOnlySpan<byte> body)
    {
        var named = NamedOrNull(contentType);
        return named is not null && ByteOrderMark.LengthIn(body, named) > 0
            ? named
            : ByteOrderMark.EncodingOf(body) ?? named ?? Utf8;
    }

    /// <summary>
    /// The encoding of a content type when it is none of Unicode, whose texts tell theirs by their first bytes; else
    /// null.
    /// </summary>
    internal static Encoding? LegacyOf(string? contentType) =>
        NamedOrNull(contentType) is { } named && !IsUnicode(named) ? named : null;

    /// <summary>The text of a body, without its byte order mark.</summary>
    internal static string Decode(Encoding encoding, ReadOnlySpan<byte> body) =>
        encoding.GetString(body[ByteOrderMark.LengthIn(body, encoding)..]);

    /// <summary>The encoding of that name, or null.</summary>
    internal static Encoding? Find(string charset)
    {
        var name = charset.Trim().ToLowerInvariant();
        if (CharsetNames.IsUtf8(name))
        {
            return Utf8;
        }

        try
        {
            return Known(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // An API answers with the same content type always, and reading one costs 350 bytes: the last one is remembered.
    private static Encoding? NamedOrNull(string? contentType)
    {
        if (_last is { } last && last.ContentType == contentType)
        {
            return last.Encoding;
        }

        var encoding = MediaType.CharsetOf(contentType) is { } charset ? Find(charset) : null;
        _last = new Labelled(contentType, encoding);
        return encoding;
    }

    // `cp1251` and `x-cp1251` are code pages by number.
    private static Encoding Known(string name)
    {
        var found = CharsetNames.Find(name) is { } known ? Encoded(known)
            : NumberOf(name) is { } page
            ? CodePagesEncodingProvider.Instance.GetEncoding(page, EncoderFallback.ReplacementFallback, Replacement)
                ?? throw new ArgumentException("There is no such code page.", nameof(name))
            : TryEncoded(name) ?? Encoded(name.Replace('_', '-'));
        return IsUnicode(found) || found.CodePage == Encoding.Latin1.CodePage ? found : LegacyEncoding.For(found);
    }

    private static int? NumberOf(string name)
    {
        var digits = name.AsSpan(name.StartsWith("x-cp", StringComparison.Ordinal) ? 4
            : name.StartsWith("cp", StringComparison.Ordinal) ? 2
            : name.Length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : null;
    }

    private static Encoding? TryEncoded(string name)
    {
        try
        {
            return Encoded(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Encoded(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, Replacement)
        ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, Replacement);

    private static bool IsUnicode(Encoding encoding) => encoding is UTF8Encoding or UnicodeEncoding or UTF32Encoding;

    private sealed record Labelled(string? ContentType, Encoding? Encoding);
}
