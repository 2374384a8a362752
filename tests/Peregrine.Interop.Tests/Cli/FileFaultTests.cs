namespace Peregrine;

/// <summary>What is wrong with a file is told in one wording: who names it, and its path as it was typed.</summary>
public sealed class FileFaultTests
{
    [Theory]
    [InlineData("data:=@nope.json", "there is no file nope.json.")]
    [InlineData("data=@./nope.txt", "there is no file ./nope.txt.")]
    [InlineData("q==@nope", "there is no file nope.")]
    [InlineData("X-A:@nope", "there is no file nope.")]
    [InlineData("file@./nope.txt", "there is no file ./nope.txt.")]
    [InlineData("file@nope/x", "there is no file nope/x.")]
    [InlineData("@nope", "there is no file nope.")]
    [InlineData("@/", "/ is a folder.")]
    [InlineData("a@/", "/ is a folder.")]
    [InlineData("a=@/", "/ is a folder.")]
    public void An_item_is_named_with_its_file(string item, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && item.EndsWith('/'), "/ is no path of Windows'");

        Assert.Equal($"{item}: {reason}", Refused(item));
    }

    [Theory]
    [InlineData("--verify", "--verify=nope.pem", "there is no file nope.pem.")]
    [InlineData("--cert", "--cert=nope/me.pem", "there is no file nope/me.pem.")]
    [InlineData("--session", "--session=./", "./ is a folder.")]
    [InlineData("--cookies", "--cookies=.", ". is a folder.")]
    [InlineData("--cookies", "--cookies=nope/c.txt", "there is no folder nope.")]
    public void An_option_is_named_with_its_file(string option, string written, string reason) =>
        Assert.Equal($"{option}: {reason}", Refused(written));

    [Fact]
    public void Where_nothing_can_be_written_the_option_is_named_too()
    {
        var refusal = Assert.Throws<UsageException>(() => CallNotes.Of(new Plan { HarFile = "nope/a.har" }).Dispose());

        Assert.Equal("--har: there is no folder nope.", refusal.Message);
        Assert.Equal(
            "-o: there is no folder nope.",
            Assert.Throws<UsageException>(() => OutputFile.Open("nope/a.bin").Dispose()).Message);
    }

    private static string Refused(string argument) =>
        Assert.Throws<UsageException>(() => PlannedCall.Open("http://example.com", argument).Dispose()).Message;
}
