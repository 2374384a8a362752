namespace Peregrine;

public sealed class ContentDispositionTests
{
    [Theory]
    [InlineData("report.pdf", "attachment; filename=report.pdf")]
    [InlineData("the report.pdf", "attachment; filename=\"the report.pdf\"")]
    [InlineData("a\"b\\c.pdf", "attachment; filename=\"a\\\"b\\\\c.pdf\"")]
    [InlineData("naïve.pdf", "attachment; filename=\"na?ve.pdf\"; filename*=UTF-8''na%C3%AFve.pdf")]
    [InlineData("a\r\nX: y", "attachment; filename=\"a??X: y\"; filename*=UTF-8''a%0D%0AX%3A%20y")]
    [InlineData("", "attachment; filename=\"\"")]
    [InlineData(null, "attachment")]
    public void A_name_is_written_so_that_everybody_reads_it(string? name, string field)
    {
        var written = new ContentDisposition("attachment", name).ToString();

        Assert.Equal(field, written);
        Assert.Equal(name, ContentDisposition.Parse(written).FileName);
        Assert.Equal(
            name,
            ContentDisposition.Parse(new ContentDisposition("attachment", name) { Fallback = "" }.ToString()).FileName);
    }

    [Theory]
    [InlineData(
        "inline; filename*=UTF-8''a%20b.txt; x=\"1 2\"",
        "inline; filename*=UTF-8''a%20b.txt; x=\"1 2\"; filename=\"a b.txt\"")]
    [InlineData("attachment; filename=\"EURO\"; filename*=UTF-8''%E2%82%AC", "attachment; filename*=UTF-8''%E2%82%AC")]
    [InlineData("a b; filename=x", "attachment; filename=x")]
    [InlineData("attachment; file name=x", "attachment")]
    [InlineData("", "attachment")]
    [InlineData("; filename=x", "attachment; filename=x")]
    [InlineData("inline; (x)=1; filename=\"a\u0001b\"", "inline; filename*=UTF-8''a%01b")]
    public void What_was_read_can_be_sent_on(string read, string written) =>
        Assert.Equal(written, ContentDisposition.Parse(read).ToString());

    [Theory]
    [InlineData("attachment; filename*=a.txt", null)]
    [InlineData("attachment; filename*=''a.txt", null)]
    [InlineData("attachment; filename*='en'a.txt", null)]
    [InlineData("attachment; filename*=''b.txt; filename=a.txt", "a.txt")]
    [InlineData("attachment; filename=a.txt; filename*=b.txt", "a.txt")]
    public void An_encoded_name_without_a_charset_is_none(string field, string? name) =>
        Assert.Equal(name, ContentDisposition.Parse(field).FileName);

    [Fact]
    public void What_is_no_disposition_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new ContentDisposition("two words"));
        Assert.Throws<ArgumentException>(() => new ContentDisposition("attachment\r\nX: y", "a"));
        Assert.Throws<ArgumentException>(() => new ContentDisposition("attachment", "ü") { Fallback = "ü" });
        Assert.Throws<ArgumentException>(() => new ContentDisposition("attachment", "ü") { Fallback = "a\r\nX: y" });
    }

    [Fact]
    public async Task A_response_says_what_its_file_is_called_and_what_that_is_worth()
    {
        using var server = new FakeServer(
            _ => FakeServer.Reply(200, "", ("Content-Disposition", "attachment; filename=\"../../etc/passwd\"")));
        using var session = new HttpSession(new() { Transport = server });

        var response = await session.GetAsync("http://h.test/", TestContext.Current.CancellationToken);

        Assert.Equal(("attachment", "../../etc/passwd", "passwd"), (
            response.ContentDisposition!.Type,
            response.ContentDisposition.FileName,
            response.ContentDisposition.SafeFileName));
        Assert.Null(Response.Create(response.Request, 200).ContentDisposition);
    }
}
