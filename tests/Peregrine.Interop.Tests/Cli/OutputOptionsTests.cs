namespace Peregrine;

public sealed class OutputOptionsTests
{
    private const string Host = "example.com";

    [Theory]
    [InlineData("-pHBhbm", "Everything")]
    [InlineData("--print=", "None")]
    [InlineData("--print=Hh", "RequestHead, Head")]
    [InlineData("-h", "Head")]
    [InlineData("-b", "Body")]
    [InlineData("-m", "Meta")]
    [InlineData("-hb", "Body")]
    [InlineData("-v", "")]
    public void Letters_name_what_is_shown_and_the_last_ones_count(string option, string expected) =>
        Assert.Equal(expected, $"{CommandLine.Parse(Host, option).Shown}");

    [Theory]
    [InlineData("--print=x", "--print takes letters")]
    [InlineData("-PHx", "--history-print takes letters")]
    [InlineData("--pretty=nice", "--pretty takes all, colors, format or none")]
    [InlineData("--style=monokai", "--style takes auto, light, dark or none")]
    public void What_names_nothing_is_refused(string option, string reason) => Assert.Contains(
        reason, Assert.Throws<UsageException>(() => CommandLine.Parse(Host, option)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "Response")]
    [InlineData(false, "Body")]
    [InlineData(true, "Everything", "-v")]
    [InlineData(false, "Everything", "-v")]
    [InlineData(true, "Head", "-v", "-h")]
    [InlineData(true, "None", "-q")]
    [InlineData(false, "None", "-qb")]
    [InlineData(false, "RequestHead", "-pH")]
    public void A_pipe_gets_the_body_and_a_terminal_its_head_too(bool isTerminal, string expected, params string[] more)
    {
        var place = ShownPlace.Of(CommandLine.Parse([Host, .. more]), isTerminal, isErrorTerminal: false);

        Assert.Equal(expected, $"{place.Shown}");
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, false, false, "--pretty=none")]
    [InlineData(true, true, false, "--pretty=colors")]
    [InlineData(true, false, true, "--pretty=format")]
    [InlineData(false, true, true, "--pretty=all")]
    [InlineData(true, false, true, "--style=none")]
    public void Texts_are_dressed_on_a_terminal_or_as_asked_for(
        bool isTerminal, bool hasColours, bool isFormatted, params string[] more)
    {
        var look = Look.Of(CommandLine.Parse([Host, .. more]), isTerminal);

        Assert.Equal(
            (hasColours && !InkCode.IsUnwanted, isFormatted),
            (look.HasColours && !InkCode.IsUnwanted, look.IsFormatted));
    }

    [Theory]
    [InlineData("15;0", "Dark")]
    [InlineData("0;default;15", "Light")]
    [InlineData("0;7", "Light")]
    [InlineData("0;default", "Unknown")]
    [InlineData("", "Unknown")]
    [InlineData(null, "Unknown")]
    public void A_terminal_may_tell_its_background(string? colours, string expected) =>
        Assert.Equal(expected, $"{Look.BackgroundOf(colours)}");
}
