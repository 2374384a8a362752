using System.Text;

namespace Peregrine;

/// <summary>
/// The bytes at the start of a text that say in which encoding of Unicode it is (Encoding standard of WHATWG, section
/// 6).
/// </summary>
internal static class ByteOrderMark
{
    private static ReadOnlySpan<byte> Utf8 => [0xEF, 0xBB, 0xBF];

    /// <summary>The encoding that the mark of a text names; null where it begins with none.</summary>
    internal static Encoding? EncodingOf(ReadOnlySpan<byte> text) => text switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Charsets.Utf8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xFE, 0xFF, ..] => Charsets.Utf32BigEndian,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>How long the mark is with which a text of this encoding begins; 0 where it begins with none.</summary>
    internal static int LengthIn(ReadOnlySpan<byte> text, Encoding encoding)
    {
        var mark = !encoding.Preamble.IsEmpty ? encoding.Preamble : IsUtf8(encoding) ? Utf8 : [];
        return text.StartsWith(mark) ? mark.Length : 0;
    }

    /// <summary>A text that is UTF-8 by definition, without its mark.</summary>
    internal static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(Utf8) ? utf8[Utf8.Length..] : utf8;

    /// <summary>Whether these first bytes of a text don't tell yet which mark they are.</summary>
    internal static bool MayGrow(ReadOnlySpan<byte> first) => MayGrowInUtf8(first)
        || first is [0xFE] or [0xFF] or [0xFF, 0xFE] or [0xFF, 0xFE, 0] or [0] or [0, 0] or [0, 0, 0xFE];

    /// <summary>
    /// Whether these first bytes of a text that is UTF-8 by definition don't tell yet whether it begins with a mark.
    /// </summary>
    internal static bool MayGrowInUtf8(ReadOnlySpan<byte> first) =>
        first.Length < Utf8.Length && Utf8.StartsWith(first);

    private static bool IsUtf8(Encoding encoding) => encoding.CodePage == Charsets.Utf8.CodePage;
}
