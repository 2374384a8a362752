namespace Peregrine;

/// <summary>Help, and that it comes from the one table.</summary>
public sealed class HelpTextTests
{
    /// <summary>What <c>help</c> can be asked for.</summary>
    public static TheoryData<string> Topics =>
    [
        .. HelpSections.All.Select(section => section.Word),
        .. CommandOptions.All.Select(option => $"--{option.Name}"),
    ];

    [Fact]
    public void The_whole_help_names_every_option_and_every_exit_code()
    {
        var lines = HelpText.Whole().Split('\n');

        Assert.All(CommandOptions.All, option => Assert.Contains(
            lines, line => line.StartsWith($"  {HelpEntry.TermOf(option)}", StringComparison.Ordinal)));
        Assert.All(
            Enum.GetValues<ExitCode>(),
            code => Assert.Contains(lines, line => line.StartsWith("  ", StringComparison.Ordinal)
                && line[..Math.Min(12, line.Length)].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                    .Contains(((int)code).ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void The_short_help_is_one_screen() =>
        Assert.InRange(HelpText.Short().TrimEnd('\n').Split('\n').Length, 20, 30);

    [Fact]
    public void No_line_is_wider_than_a_terminal()
    {
        Assert.All(HelpText.Short().Split('\n'), IsNarrow);
        Assert.All(HelpText.Whole().Split('\n'), IsNarrow);
        Assert.All(Topics, topic => Assert.All(HelpText.Of(topic.Data)!.Split('\n'), IsNarrow));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void There_is_help_of_every_topic_and_every_option(string topic)
    {
        var text = HelpText.Of(topic)!;

        Assert.Contains(
            topic is ['-', ..] ? topic : topic.Replace('-', ' ').ToUpperInvariant(), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topic_is_found_by_its_beginning_and_an_option_by_its_letter()
    {
        Assert.Equal(HelpText.Of("output"), HelpText.Of("OUTP"));
        Assert.Equal(HelpText.Of("exit-codes"), HelpText.Of("exit"));
        Assert.Equal(HelpText.Of("--form"), HelpText.Of("-f"));
        Assert.Null(HelpText.Of("zebra"));
        Assert.Null(HelpText.Of("--zebra"));
        Assert.Null(HelpText.Of("-"));
    }

    [Fact]
    public void The_help_of_an_option_tells_its_choices_and_its_details()
    {
        var option = new CommandOption("kind", 'K', "WORD", "what it is", (plan, _) => plan)
        {
            Choices = ["one", "two"],
            Details = "It may be left out.",
        };

        Assert.Equal(
            new HelpEntry("-K, --kind WORD", "what it is", "WORD is one of one, two. It may be left out."),
            HelpEntry.Of(option));
    }

    [Fact]
    public void Every_text_of_the_table_is_a_sentence_without_a_full_stop() => Assert.All(
        CommandOptions.All,
        option => Assert.False(
            option.Help.Length == 0 || option.Help[^1] is '.' or ' '
                || option.Help.Contains('\n', StringComparison.Ordinal),
            $"--{option.Name}: {option.Help}"));

    [Fact]
    public void No_two_options_have_the_same_name_or_letter()
    {
        Assert.Equal(CommandOptions.All.Count, CommandOptions.All.Select(option => option.Name).Distinct().Count());
        var letters = CommandOptions.All.Select(option => option.Letter).OfType<char>().ToList();
        Assert.Equal(letters.Count, letters.Distinct().Count());
    }

    [Theory]
    [InlineData("aa bb cc", 5, "aa bb", "cc")]
    [InlineData("aa  bb\ncc", 80, "aa bb cc")]
    [InlineData("aaaaaaaa b", 4, "aaaaaaaa", "b")]
    [InlineData("", 4)]
    public void Lines_break_between_words(string text, int width, params string[] lines) =>
        Assert.Equal(lines, WordWrap.Lines(text, width));

    [Theory]
    [InlineData("help", "a", "b")]
    [InlineData("help", "zebra")]
    [InlineData("completion")]
    [InlineData("completion", "tcsh")]
    public async Task What_there_is_no_help_of_is_two_lines(params string[] arguments)
    {
        var run = await CliProcess.RunAsync(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Equal(2, run.Errors.TrimEnd('\n').Split('\n').Length);
    }

    [Fact]
    public async Task The_command_shows_it()
    {
        Assert.Equal(HelpText.Short(), (await CliProcess.RunAsync("-h")).Output);
        Assert.Equal(HelpText.Short(), (await CliProcess.RunAsync()).Output);
        Assert.Equal(HelpText.Whole(), (await CliProcess.RunAsync("--help")).Output);
        Assert.Equal(HelpText.Whole(), (await CliProcess.RunAsync("example.com", "a=b", "--help")).Output);
        Assert.Equal(HelpText.Of("body"), (await CliProcess.RunAsync("help", "body")).Output);
    }

    private static void IsNarrow(string line) =>
        Assert.True(line.Length <= WordWrap.Width && line == line.TrimEnd(), $"too wide, or ends in a space: '{line}'");
}
