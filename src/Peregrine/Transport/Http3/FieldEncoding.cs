using System.Text;

namespace Peregrine;

/// <summary>
/// How the values of response fields are read over HTTP/3: as over HTTP/1.1, in UTF-8 where they can be and else in
/// Latin-1. What can't stand in a field becomes a control character: the engine would make it a space.
/// </summary>
internal sealed class FieldEncoding : Encoding
{
    private const char Refused = '\u0001';

    internal static FieldEncoding Instance { get; } = new();

    public override unsafe int GetCharCount(byte* bytes, int count) => Count(new ReadOnlySpan<byte>(bytes, count));

    public override unsafe int GetChars(byte* bytes, int byteCount, char* chars, int charCount) =>
        Decode(new ReadOnlySpan<byte>(bytes, byteCount), new Span<char>(chars, charCount));

    public override int GetCharCount(byte[] bytes, int index, int count) => Count(bytes.AsSpan(index, count));

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        Decode(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        throw new NotSupportedException();

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => byteCount;

    private static int Count(ReadOnlySpan<byte> bytes) =>
        FieldText.IsLatin1(bytes) ? bytes.Length : UTF8.GetCharCount(bytes);

    private static int Decode(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        var decoded = chars[..(FieldText.IsLatin1(bytes) ? Latin1 : UTF8).GetChars(bytes, chars)];
        decoded.Replace('\r', Refused);
        decoded.Replace('\n', Refused);
        decoded.Replace('\0', Refused);
        return decoded.Length;
    }
}
