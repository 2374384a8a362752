using System.Text;

namespace Peregrine;

/// <summary>The mark at the start of a text, for every reader that meets one.</summary>
public sealed class ByteOrderMarkTests
{
    [Theory]
    [InlineData("EFBBBF", "utf-8")]
    [InlineData("EFBBBF61", "utf-8")]
    [InlineData("FFFE", "utf-16")]
    [InlineData("FFFE6100", "utf-16")]
    [InlineData("FEFF", "utf-16BE")]
    [InlineData("FFFE0000", "utf-32")]
    [InlineData("0000FEFF", "utf-32BE")]
    [InlineData("", null)]
    [InlineData("EFBB", null)]
    [InlineData("61EFBBBF", null)]
    [InlineData("0000FE", null)]
    public void It_names_the_encoding(string text, string? expected) =>
        Assert.Equal(expected, ByteOrderMark.EncodingOf(Convert.FromHexString(text))?.WebName);

    [Theory]
    [InlineData("EFBBBF", "utf-8", 3)]
    [InlineData("EFBBBF", "utf-16", 0)]
    [InlineData("FFFE", "utf-16", 2)]
    [InlineData("FFFE0000", "utf-32", 4)]
    [InlineData("FEFF", "utf-16", 0)]
    [InlineData("EFBBBF", "iso-8859-1", 0)]
    [InlineData("", "utf-8", 0)]
    public void It_is_as_long_as_its_encoding_has_it(string text, string encoding, int expected) =>
        Assert.Equal(expected, ByteOrderMark.LengthIn(Convert.FromHexString(text), Charsets.Find(encoding)!));

    [Fact]
    public void An_encoding_that_writes_none_is_read_with_one()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

        Assert.Equal(3, ByteOrderMark.LengthIn([0xEF, 0xBB, 0xBF], encoding));
    }

    /// <summary>A reader of a stream waits exactly as long as the next byte may complete a mark.</summary>
    [Fact]
    public void A_beginning_of_each_mark_may_grow_and_nothing_else()
    {
        byte[][] marks = [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [0xFE, 0xFF]];
        byte[] values = [0, 0x61, 0xBB, 0xBF, 0xEF, 0xFE, 0xFF];
        foreach (var first in Texts(values, 4))
        {
            var mayGrow = marks.Any(mark => first.Length < mark.Length && mark.AsSpan().StartsWith(first));

            Assert.Equal(mayGrow, ByteOrderMark.MayGrow(first));
            Assert.Equal(first.Length < 3 && marks[0].AsSpan().StartsWith(first), ByteOrderMark.MayGrowInUtf8(first));
        }
    }

    [Theory]
    [InlineData("EFBBBF61", "61")]
    [InlineData("EFBBBFEFBBBF", "EFBBBF")]
    [InlineData("EFBB", "EFBB")]
    [InlineData("", "")]
    public void It_is_passed_over_once(string text, string expected) =>
        Assert.Equal(expected, Convert.ToHexString(ByteOrderMark.Skip(Convert.FromHexString(text))));

    private static IEnumerable<byte[]> Texts(byte[] values, int longest)
    {
        IEnumerable<byte[]> texts = [[]];
        for (var length = 0; length <= longest; length++)
        {
            foreach (var text in texts)
            {
                yield return text;
            }

            texts = [.. texts.SelectMany(text => values.Select(value => (byte[])[.. text, value]))];
        }
    }
}
