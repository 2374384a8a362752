namespace Peregrine;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("\e[31mred\e]0;title\a", "␛[31mred␛]0;title␇")]
    [InlineData("a\0b\bc\u007f", "a␀b␈c␡")]
    [InlineData("\u009b31m", "\\u009b31m")]
    [InlineData("evil\u202etxt.exe", "evil\\u202etxt.exe")]
    [InlineData("a\u2066b\u200bc", "a\\u2066b\\u200bc")]
    [InlineData("a\r\nb\rc\n", "a\nb\nc\n")]
    [InlineData("tab\tü € 日本 👩\u200d👩\u200d👧 🦅", "tab\tü € 日本 👩\u200d👩\u200d👧 🦅")]
    public void Lines_keep_text_and_show_what_would_steer(string text, string shown) =>
        Assert.Equal(shown, PrintableText.Lines(text));

    [Fact]
    public void A_line_stays_one() => Assert.Equal("a␍␊b\\u2028c", PrintableText.Line("a\r\nb\u2028c"));
}
