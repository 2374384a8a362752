namespace Peregrine;

public sealed class OutputRulesTests
{
    [Theory]
    [InlineData("it needs -d", "-c")]
    [InlineData("with a GET", "-dc", "a=b")]
    [InlineData("nothing to save", "--offline", "-d")]
    [InlineData("nothing to save", "--offline", "-ofile")]
    [InlineData("nothing to record", "--offline", "--har=file")]
    [InlineData("--output-json", "--offline", "--output-json")]
    [InlineData("can't choose", "--output-json", "-h")]
    [InlineData("--filter", "-r")]
    [InlineData("go elsewhere", "--filter=a", "-d")]
    [InlineData("go elsewhere", "--filter=a", "--output-json")]
    [InlineData("name of a file", "--har=")]
    [InlineData("number of bytes", "--max-bytes=1x")]
    [InlineData("number of bytes", "--max-bytes=")]
    [InlineData("number of bytes", "--max-bytes=-1")]
    [InlineData("number of bytes", "--max-bytes=9999999999G")]
    [InlineData("1k to 16M", "--max-head=1023")]
    [InlineData("1k to 16M", "--max-head=17M")]
    public void What_makes_no_sense_is_refused_with_the_reason(string reason, params string[] options) =>
        Assert.Contains(
            reason,
            Assert.Throws<UsageException>(() => CommandLine.Parse(["example.com", .. options])).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("5000", 5000)]
    [InlineData("2k", 2048)]
    [InlineData("20M", 20 * 1024 * 1024)]
    [InlineData("3G", 3L * 1024 * 1024 * 1024)]
    public void Sizes_have_units(string text, long expected) =>
        Assert.Equal(expected, CommandLine.Parse("example.com", "--max-bytes", text).MaxBytes);

    [Theory]
    [InlineData(false, "-b")]
    [InlineData(true, "--filter=a")]
    public void A_filter_is_for_the_second_program(bool expected, string option) =>
        Assert.Equal(expected, CommandLine.Parse("example.com", option).NeedsMore);
}
