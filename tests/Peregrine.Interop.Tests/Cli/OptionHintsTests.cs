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
    [InlineData("--proxy-user")]
    public void What_is_like_nothing_is_told_nothing(string option) =>
        Assert.DoesNotContain("perhaps", Refused(option), StringComparison.Ordinal);

    [Theory]
    [InlineData("-X", "peregrine PUT URL")]
    [InlineData("-H", "Name:value")]
    [InlineData("-k", "--insecure")]
    public void A_letter_of_curl_s_is_told_how_it_is_done_here(string letter, string way) =>
        Assert.Contains(way, Refused(letter), StringComparison.Ordinal);

    private static string Refused(string option) =>
        Assert.Throws<UsageException>(() => CommandLine.Parse("example.com", option, "x")).Message;
}
