using System.Text;

namespace Peregrine;

/// <summary>
/// An encoding of a code page that gives U+FFFD for bytes that are no text of it. The platform gives characters for
/// private use for some of them, from U+F700 to U+F8FF, as Windows does.
/// </summary>
internal sealed class LegacyEncoding : Encoding
{
    private const char Replacement = '\uFFFD';
    private const int Macintosh = 10000; // It has U+F8FF, and means it.
    private const int Gb18030 = 54936;   // It has all of Unicode.
    private readonly Encoding _platform;

    private LegacyEncoding(Encoding platform)
        : base(platform.CodePage, platform.EncoderFallback, platform.DecoderFallback) => _platform = platform;

    public override string WebName => _platform.WebName;

    public override string BodyName => _platform.BodyName;

    public override string HeaderName => _platform.HeaderName;

    public override string EncodingName => _platform.EncodingName;

    public override bool IsSingleByte => _platform.IsSingleByte;

    /// <summary>The encoding with the right marks for bad bytes.</summary>
    internal static Encoding For(Encoding platform) =>
        platform.CodePage is Macintosh or Gb18030 ? platform : new LegacyEncoding(platform);

    public override int GetByteCount(char[] chars, int index, int count) => _platform.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        _platform.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) => _platform.GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var count = _platform.GetChars(bytes, byteIndex, byteCount, chars, charIndex);
        Mark(chars.AsSpan(charIndex, count));
        return count;
    }

    public override int GetMaxByteCount(int charCount) => _platform.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => _platform.GetMaxCharCount(byteCount);

    public override Encoder GetEncoder() => _platform.GetEncoder();

    public override Decoder GetDecoder() => new LegacyDecoder(_platform.GetDecoder());

    private static void Mark(Span<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\uF700', '\uF8FF');
            at >= 0;
            at = text.IndexOfAnyInRange('\uF700', '\uF8FF'))
        {
            text[at] = Replacement;
            text = text[(at + 1)..];
        }
    }

    private sealed class LegacyDecoder(Decoder platform) : Decoder
    {
        public override int GetCharCount(byte[] bytes, int index, int count) =>
            platform.GetCharCount(bytes, index, count);

        public override int GetCharCount(byte[] bytes, int index, int count, bool flush) =>
            platform.GetCharCount(bytes, index, count, flush);

        public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
            GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush: false);

        public override int GetChars(
            byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex, bool flush)
        {
            var count = platform.GetChars(bytes, byteIndex, byteCount, chars, charIndex, flush);
            Mark(chars.AsSpan(charIndex, count));
            return count;
        }

        public override void Reset() => platform.Reset();
    }
}
