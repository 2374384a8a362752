namespace Peregrine;

/// <summary>
/// Texts in old charsets: bytes that are no text of them become U+FFFD, and the names that servers use are known.
/// </summary>
public sealed class CharsetTests
{
    [Theory]
    [InlineData("us-ascii", new byte[] { 0x63, 0xE9 }, "c\uFFFD")]
    [InlineData("shift_jis", new byte[] { 0x61, 0xFF, 0x62 }, "a\uFFFDb")]
    [InlineData("shift_jis", new byte[] { 0x61, 0xA0, 0xFD, 0xFE }, "a\uFFFD\uFFFD\uFFFD")]
    [InlineData("shift_jis", new byte[] { 0x82, 0xA0 }, "あ")]
    [InlineData("euc-jp", new byte[] { 0xA4, 0xA2, 0xFF }, "あ\uFFFD")]
    [InlineData("gbk", new byte[] { 0xC4, 0xE3, 0xFF }, "你\uFFFD")]
    [InlineData("big5", new byte[] { 0xA7, 0x41, 0xFF }, "你\uFFFD")]
    [InlineData("euc-kr", new byte[] { 0xB0, 0xA1, 0xFF }, "가\uFFFD")]
    [InlineData("windows-1253", new byte[] { 0xE1, 0xAA }, "α\uFFFD")]
    [InlineData("windows-1255", new byte[] { 0xE0, 0xD9 }, "א\uFFFD")]
    [InlineData("windows-874", new byte[] { 0xA1, 0xDB }, "ก\uFFFD")]
    [InlineData("iso-8859-7", new byte[] { 0xE1, 0xAE }, "α\uFFFD")]
    [InlineData("iso-8859-8", new byte[] { 0xE0, 0xA1 }, "א\uFFFD")]
    [InlineData("macintosh", new byte[] { 0xF0 }, "\uF8FF")]
    [InlineData("gb18030", new byte[] { 0x61, 0xFF }, "a\uFFFD")]
    [InlineData("latin-1", new byte[] { 0xE9, 0x81 }, "é\u0081")]
    public async Task Bad_bytes_are_shown_as_such(string charset, byte[] bytes, string expected)
    {
        Assert.Equal(expected, Charsets.Decode(Charsets.Find(charset)!, bytes));
        using var whole = await Streamed.OfAsync(new PiecesStream([bytes]), $"text/plain; charset={charset}");
        using var cut = await Streamed.OfAsync(
            new PiecesStream([.. bytes.Select(one => new[] { one })]), $"text/plain; charset={charset}");

        Assert.Equal(expected, whole.Read().Text);
        Assert.Equal(expected, string.Concat(cut.TextChunks()));
    }

    [Theory]
    [InlineData(
        "iso-8859-1", "latin-1", "latin_1", "latin1", "iso_8859_1",
        "iso8859-1", "iso8859_1", "L1", "8859", "cp819", "ISO_8859-1:1987")]
    [InlineData("us-ascii", "ascii", "646", "US", "ansi_x3.4-1968")]
    [InlineData("utf-8", "utf8", "utf_8", "U8", "utf-8-sig", "unicode-1-1-utf-8")]
    [InlineData("iso-8859-2", "latin2", "l2", "iso8859_2", "ISO_8859-2:1987")]
    [InlineData("iso-8859-5", "cyrillic", "iso_8859_5", "iso88595")]
    [InlineData("iso-8859-7", "greek", "greek8", "sun_eu_greek")]
    [InlineData("iso-8859-15", "latin9", "l9", "iso8859_15")]
    [InlineData("shift_jis", "shiftjis", "sjis", "s_jis", "ms_kanji", "windows-31j", "cp932")]
    [InlineData("euc-jp", "euc_jp", "eucjp", "ujis", "u_jis")]
    [InlineData("euc-kr", "euc_kr", "euckr")]
    [InlineData("ks_c_5601-1987", "korean", "ksc5601", "windows-949", "cp949")]
    [InlineData("gb2312", "chinese", "euc_cn", "gb2312-80", "cp936")]
    [InlineData("big5", "big5_tw", "csbig5", "big5hkscs", "cp950")]
    [InlineData("koi8-r", "koi8_r", "koi8")]
    [InlineData("koi8-u", "koi8_u")]
    [InlineData("macintosh", "macroman", "mac_roman", "x-mac-roman", "mac")]
    [InlineData("x-mac-cyrillic", "mac_cyrillic", "maccyrillic")]
    [InlineData("windows-1251", "windows_1251", "cp1251", "x-cp1251", "windows-1251")]
    [InlineData("utf-16", "utf_16", "u16", "utf-16-le")]
    [InlineData("iso-2022-jp", "iso2022_jp", "iso2022jp", "csiso2022jp")]
    public void Names_of_the_web_and_of_python_are_known(string expected, params string[] names) =>
        Assert.All(names, name => Assert.Equal(Charsets.Find(expected)!.CodePage, Charsets.Find(name)?.CodePage));

    [Theory]
    [InlineData("utf-7")]
    [InlineData("x-unknown")]
    [InlineData("")]
    [InlineData("cp99999")]
    public void What_is_no_charset_counts_as_none(string name) => Assert.Null(Charsets.Find(name));

    [Fact]
    public void A_text_goes_back_as_it_came()
    {
        var encoding = Charsets.Find("shift_jis")!;

        Assert.Equal("shift_jis", encoding.WebName);
        Assert.Equal([0x82, 0xA0, 0x3F], encoding.GetBytes("あ\u00e9\u0301"[..1] + "\u2603"));
    }
}
