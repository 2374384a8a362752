namespace Peregrine;

/// <summary>Where lines are broken for a terminal, and where not.</summary>
public sealed class WordWrapTests
{
    [Theory]
    [InlineData("a line that is short", 80, "a line that is short")]
    [InlineData("just ten c", 10, "just ten c")]
    [InlineData("just ten c d", 10, "just ten c|  d")]
    [InlineData("there is no option --verbos; perhaps --verbose is meant.", 24,
        "there is no option|  --verbos; perhaps|  --verbose is meant.")]
    [InlineData("see https://example.com/a/path/of/some/length now", 10,
        "see|  https://example.com/a/path/of/some/length|  now")]
    [InlineData("https://example.com/a/path/of/some/length", 10, "https://example.com/a/path/of/some/length")]
    [InlineData("saved to a  b.txt in no time", 20, "saved to a  b.txt in|  no time")]
    [InlineData("", 10, "")]
    public void A_line_is_broken_at_spaces_alone(string line, int width, string expected)
    {
        var broken = WordWrap.Broken(line, width, "  ");

        Assert.Equal(expected, broken.Replace('\n', '|'));
        Assert.Equal(line, broken.Replace("\n  ", " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Timings_are_broken_between_their_parts()
    {
        var parts = TimingsText.Parts(
            TimeSpan.FromMilliseconds(60),
            ("dns", null), ("connect", TimeSpan.FromMilliseconds(1)), ("send", TimeSpan.Zero),
            ("wait", TimeSpan.FromMilliseconds(51)), ("receive", TimeSpan.FromMilliseconds(2)));

        Assert.Equal(
            ["total 60.0 ms: pool 6.0 ms,", "connect 1.0 ms, send 0.0 ms,", "wait 51.0 ms, receive 2.0 ms"],
            WordWrap.Lines(parts, 28));
    }

    [Fact]
    public void What_is_left_of_the_total_is_told_from_a_millisecond_on()
    {
        Assert.Equal("total 1.9 ms: send 1.0 ms", Line(1.9, 1.0));
        Assert.Equal("total 2.0 ms: pool 1.0 ms, send 1.0 ms", Line(2.0, 1.0));
        Assert.Equal("send 1.0 ms", Line(null, 1.0));
    }

    [Theory]
    [InlineData(132, null, 132)]
    [InlineData(0, "100", 100)]
    [InlineData(132, "100", 132)]
    [InlineData(0, "wide", 80)]
    [InlineData(0, null, 80)]
    [InlineData(1, null, 20)]
    public void The_width_is_what_the_terminal_tells(int told, string? columns, int width) =>
        Assert.Equal(width, TerminalWidth.Of(told, columns));

    [Fact]
    public async Task A_terminal_is_told_in_whole_words_and_a_pipe_in_one_line()
    {
        const string message = "peregrine: there is no option --verbos; perhaps --verbose is meant.";
        var narrow = new Dictionary<string, string> { ["COLUMNS"] = "30" };

        var terminal = await CliProcess.RunOnTerminalAsync(narrow, "example.com", "--verbos");
        var pipe = await CliProcess.RunWithVariableAsync("COLUMNS", "30", "example.com", "--verbos");

        Assert.StartsWith(
            "peregrine: there is no option\r\n  --verbos; perhaps --verbose\r\n  is meant.\r\n",
            terminal.Output, StringComparison.Ordinal);
        Assert.StartsWith(message + "\n", pipe.Errors, StringComparison.Ordinal);
    }

    private static string Line(double? total, double send) => string.Join(' ', TimingsText.Parts(
        total is { } all ? TimeSpan.FromMilliseconds(all) : null, ("send", TimeSpan.FromMilliseconds(send))));
}
