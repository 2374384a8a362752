namespace Peregrine;

/// <summary>A file name from a server never leaves the folder, and is never a hidden or reserved name.</summary>
public sealed class FileNameTests
{
    [Theory]
    [InlineData("a.txt", "a.txt")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\x", "x")]
    [InlineData("/abs", "abs")]
    [InlineData("C:\\windows\\x.exe", "x.exe")]
    [InlineData("..", null)]
    [InlineData("a/", null)]
    [InlineData("", null)]
    [InlineData(".bashrc", "_bashrc")]
    [InlineData("x\0y.txt", "xy.txt")]
    [InlineData("x\r\ny", "xy")]
    [InlineData("gpj\u202Eexe.txt", "gpjexe.txt")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.txt", "_nul.txt")]
    [InlineData("COM1.tar.gz", "_COM1.tar.gz")]
    [InlineData("a:b|c?.txt", "a_b_c_.txt")]
    [InlineData("name. . ", "name")]
    [InlineData("naïve \u20AC.pdf", "naïve \u20AC.pdf")]
    public void It_is_always_a_plain_name(string given, string? name) => Assert.Equal(name, SafeFileName.From(given));

    [Fact]
    public void A_long_one_is_cut_and_keeps_its_extension()
    {
        var name = SafeFileName.From(new string('\u20AC', 300) + ".pdf")!;

        Assert.EndsWith(".pdf", name, StringComparison.Ordinal);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 170, 180);
    }

    [Theory]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename*=UTF-8''..%2f..%2fx%00y", "xy")]
    [InlineData("attachment; filename=\"a", "page")]
    [InlineData("attachment; filename=\"/abs\"; filename*=UTF-8''ok.txt", "ok.txt")]
    [InlineData("attachment; filename*0*=UTF-8''a%20; filename*1=\"b.txt\"", "a b.txt")]
    [InlineData("inline", "page")]
    public async Task A_response_is_called_what_its_header_says_or_its_address(string field, string name)
    {
        using var session = new HttpSession(
            new() { Transport = new FakeServer(_ => FakeServer.Reply(200, "", ("Content-Disposition", field))) });

        Assert.Equal(name, FileNames.ForResponse(
            await session.GetAsync("http://h.test/a/page?x", TestContext.Current.CancellationToken)));
    }
}
