using Peregrine.Bench;

namespace Peregrine;

/// <summary>The command line of <c>bench/run</c>.</summary>
public sealed class BenchSettingsTests
{
    [Fact]
    public void Without_words_every_client_has_fifteen_turns_in_one_process()
    {
        var settings = Settings.Parse([]);

        Assert.Equal((15, 15, 0.2, 8, 1), Times(settings));
        Assert.Null(settings.Against);
        Assert.Empty(settings.Clients);
        Assert.Empty(settings.Scenarios);
    }

    [Theory]
    [InlineData("--against", "../before", "memory")]
    [InlineData("--against=../before", "memory")]
    [InlineData("memory", "--against", "../before")]
    public void Beside_another_checkout_the_turns_are_many_and_short(params string[] words)
    {
        var settings = Settings.Parse(words);

        Assert.Equal("../before", settings.Against);
        Assert.Equal(["memory"], settings.Scenarios);
        Assert.Equal((120, 20, 0.01, 4, 2), Times(settings));
    }

    [Fact]
    public void What_is_said_counts_wherever_it_stands()
    {
        var settings = Settings.Parse(
        [
            "get", "--rounds=3", "--seconds=0.5", "--warm=2", "--processes=4",
            "--clients=raw,peregrine", "--against", "x", "post",
        ]);

        Assert.Equal((3, 3, 0.5, 2, 4), Times(settings));
        Assert.Equal(["raw", "peregrine"], settings.Clients);
        Assert.Equal(["get", "post"], settings.Scenarios);
    }

    [Theory]
    [InlineData("--against needs the folder of another checkout of this repository.", "--against")]
    [InlineData("--against needs the folder of another checkout of this repository.", "--against=")]
    [InlineData("--against needs the folder of another checkout of this repository.", "--against", "--warm=2")]
    [InlineData("There is no option --agianst.", "--agianst=x")]
    [InlineData("--rounds=0 needs a whole number above 0.", "--rounds=0")]
    [InlineData("--warm needs a whole number above 0.", "--warm")]
    [InlineData("--seconds=0,2 needs a number of seconds above 0, such as 0.2.", "--seconds=0,2")]
    public void What_can_not_be_meant_is_refused(string message, params string[] words) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Settings.Parse(words)).Message);

    private static (int Rounds, int WholeRounds, double Seconds, int Warm, int Processes) Times(Settings settings) =>
        (settings.Rounds, settings.WholeRounds, settings.Seconds, settings.Warm, settings.Processes);
}
