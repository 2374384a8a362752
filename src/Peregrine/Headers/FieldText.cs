using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>
/// Field values as bytes and as text. They are ASCII by the standard; what servers send besides is UTF-8 where it can
/// be, and else each byte is a character, so that it can go back as it came.
/// </summary>
internal static class FieldText
{
    internal static bool IsLatin1(ReadOnlySpan<byte> bytes) => !Utf8.IsValid(bytes);

    internal static string Decode(ReadOnlySpan<byte> bytes) =>
        IsLatin1(bytes) ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);

    internal static byte[] Encode(string text, bool isLatin1) =>
        isLatin1 ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);

    /// <summary>How many bytes a text is on the wire.</summary>
    internal static int OctetsOf(ReadOnlySpan<char> text, bool isLatin1) =>
        isLatin1 ? text.Length : Encoding.UTF8.GetByteCount(text);

    /// <summary>The bytes of a text, each as one character.</summary>
    internal static string ToLatin1(string text) =>
        Ascii.IsValid(text) ? text : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>
    /// A field that is a URL, as a reference to resolve: bytes that are no UTF-8 are escaped as they are, because
    /// another encoding would name another resource. A host is left as it is.
    /// </summary>
    internal static string ToReference(Header field) => ToReference(field.Value, field.IsLatin1);

    /// <summary>As <see cref="ToReference(Header)"/>, of a URL that is a part of a field.</summary>
    internal static string ToReference(string reference, bool isLatin1)
    {
        if (!isLatin1)
        {
            return reference;
        }

        var path = EndOfAuthority(reference);
        return reference[..path] + string.Concat(reference[path..].Select(static c =>
            c is > '\u007f' and <= '\u00ff'
                ? string.Create(CultureInfo.InvariantCulture, $"%{(int)c:X2}")
                : c.ToString()));
    }

    // An authority stands at the beginning or behind a scheme, and nowhere else.
    private static int EndOfAuthority(string reference)
    {
        var scheme = UrlReference.SchemeOf(reference);
        var start = scheme.IsEmpty ? 0 : scheme.Length + 1;
        if (!reference.AsSpan(start).StartsWith("//"))
        {
            return start;
        }

        var end = reference.AsSpan(start + 2).IndexOfAny('/', '?', '#');
        return end < 0 ? reference.Length : start + 2 + end;
    }

    /// <summary>Whether a text can be written: half of a surrogate pair can't.</summary>
    internal static bool IsWhole(ReadOnlySpan<char> text)
    {
        text = text.ContainsAnyInRange('\uD800', '\uDFFF') ? text : default;
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }
}
