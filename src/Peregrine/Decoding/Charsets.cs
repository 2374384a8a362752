using System.Text;

namespace Peregrine;

/// <summary>Finds the encoding of a text: the charset of its header, else its byte order mark, else UTF-8. Legacy code pages need no set-up.</summary>
internal static class Charsets
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The encoding that a content type names; UTF-8 when it names none.</summary>
    /// <exception cref="ArgumentException">It names one that is not known.</exception>
    internal static Encoding Named(string? contentType)
    {
        var charset = MediaType.Parameter(contentType, "charset");
        return charset is null ? Utf8 : Find(charset) ?? throw new ArgumentException($"The charset '{Redaction.Printable(charset)}' is not known.", nameof(contentType));
    }

    /// <summary>The encoding of a body. A charset that is not known counts as none.</summary>
    internal static Encoding Of(string? contentType, ReadOnlySpan<byte> body)
    {
        var charset = MediaType.Parameter(contentType, "charset");
        return (charset is null ? null : Find(charset)) ?? OfMark(body) ?? Utf8;
    }

    /// <summary>The text of a body, without its byte order mark.</summary>
    internal static string Decode(Encoding encoding, ReadOnlySpan<byte> body)
    {
        return encoding.GetString(body[MarkLength(encoding, body)..]);
    }

    /// <summary>How long the byte order mark is with which a body of this encoding begins.</summary>
    internal static int MarkLength(Encoding encoding, ReadOnlySpan<byte> body)
    {
        var mark = encoding.Preamble.IsEmpty ? MarkOf(encoding) : encoding.Preamble;
        return !mark.IsEmpty && body.StartsWith(mark) ? mark.Length : 0;
    }

    /// <summary>Whether these first bytes of a body don't tell yet which byte order mark they are.</summary>
    internal static bool MayGrowToMark(ReadOnlySpan<byte> first) =>
        first is [] or [0xEF] or [0xEF, 0xBB] or [0xFE] or [0xFF] or [0xFF, 0xFE] or [0xFF, 0xFE, 0] or [0] or [0, 0] or [0, 0, 0xFE];

    /// <summary>The encoding of that name, or null.</summary>
    internal static Encoding? Find(string charset)
    {
        var name = charset.Trim().Trim('\'', '"').ToLowerInvariant();
        if (name is "utf-8" or "utf8")
        {
            return Utf8;
        }

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding? OfMark(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Utf8,
        [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    private static ReadOnlySpan<byte> MarkOf(Encoding encoding) => encoding.CodePage == 65001 ? [0xEF, 0xBB, 0xBF] : [];
}
