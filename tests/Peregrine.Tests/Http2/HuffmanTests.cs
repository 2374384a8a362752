using System.Text;

namespace Peregrine;

public sealed class HuffmanTests
{
    [Theory]
    [InlineData("f1e3c2e5f23a6ba0ab90f4ff", "www.example.com")]
    [InlineData("a8eb10649cbf", "no-cache")]
    [InlineData("9d29ad171863c78f0b97c8e9ae82ae43d3", "https://www.example.com")]
    [InlineData("", "")]
    public void A_text_is_decoded(string coded, string text)
    {
        var into = new byte[100];

        Assert.Equal(
            text, Encoding.Latin1.GetString(into.AsSpan(0, HpackHuffman.Decode(Convert.FromHexString(coded), into))));
    }

    // Symbols whose codes the standard lists, from the shortest to the longest.
    [Theory]
    [InlineData("00000", '0')]
    [InlineData("00111", 'o')]
    [InlineData("010100", ' ')]
    [InlineData("1011100", ':')]
    [InlineData("11111000", '&')]
    [InlineData("1111111111101", '~')]
    [InlineData("1111111111111110000", '\\')]
    [InlineData("111111111111111111111111111100", '\n')]
    [InlineData("11111111111111111111101110", (char)255)]
    public void A_code_is_of_its_symbol(string bits, char symbol)
    {
        var padded = bits.PadRight((bits.Length + 7) / 8 * 8, '1');
        var coded = Enumerable.Range(0, padded.Length / 8)
            .Select(i => Convert.ToByte(padded.Substring(i * 8, 8), 2)).ToArray();
        var into = new byte[100];

        var count = HpackHuffman.Decode(coded, into);

        Assert.Equal((1, symbol), (count, (char)into[0]));
    }

    [Fact]
    public void No_text_is_longer_than_it_can_be()
    {
        foreach (var octet in new byte[] { 0, 0x42, 0xFF })
        {
            var coded = Enumerable.Repeat(octet, 1000).ToArray();

            HpackHuffman.Decode(coded, new byte[HpackHuffman.MostLength(coded.Length)]);
        }
    }
}
