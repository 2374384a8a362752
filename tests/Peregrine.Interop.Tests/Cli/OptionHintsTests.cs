namespace Peregrine;

public sealed class OptionHintsTests
{
    [Theory]
    [InlineData("--outptu", "--output")]
    [InlineData("--ouput", "--output")]
    [InlineData("--verbos", "--verbose")]
    [InlineData("--no-folow", "--no-follow")]
    public void A_slip_is_told_what_may_be_meant(string option, string meant) =>
        Assert.Contains($"perhaps {meant} is meant", Refused(option), StringComparison.Ordinal);

    [Theory]
    [InlineData("--zebra")]
    [InlineData("--digest-everything")]
    public void What_is_like_nothing_is_told_nothing(string option) =>
        Assert.DoesNotContain("perhaps", Refused(option), StringComparison.Ordinal);

    [Theory]
    [InlineData("-X", "peregrine PUT URL")]
    [InlineData("-H", "Name:value")]
    [InlineData("-L", "--no-follow")]
    [InlineData("-u", "-a USER:PASSWORD")]
    [InlineData("-i", "-v tells it")]
    [InlineData("-T", "@FILE")]
    [InlineData("-O", "-o FILE")]
    [InlineData("-sS", "nothing has to be silenced")]
    [InlineData("--request", "peregrine PUT URL")]
    [InlineData("--request=PUT", "peregrine PUT URL")]
    [InlineData("--header", "Name:value")]
    [InlineData("--data", "name=value")]
    [InlineData("--data-binary", "--raw TEXT")]
    [InlineData("--user", "-a USER:PASSWORD")]
    [InlineData("--location", "--no-follow")]
    [InlineData("--head", "peregrine HEAD URL")]
    public void A_letter_of_curl_s_is_told_how_it_is_done_here(string letter, string way) =>
        Assert.Contains(way, Refused(letter), StringComparison.Ordinal);

    [Theory]
    [InlineData("--unsorted", "the order is the server's")]
    [InlineData("--manual", "peregrine man")]
    public void An_option_of_httpie_that_is_not_here_is_told_how_it_is_done(string option, string way) =>
        Assert.Matches($"\\(HTTPie's\\): .*{way}", Refused(option));

    [Theory]
    [InlineData("-V", "-v is --verbose")]
    [InlineData("-J", "-j is --json")]
    public void A_letter_of_the_other_case_is_told(string letter, string way) =>
        Assert.Contains(way, Refused(letter), StringComparison.Ordinal);

    private static string Refused(string option) =>
        Assert.Throws<UsageException>(() => CommandLine.Parse("example.com", option, "x")).Message;
}
