namespace Peregrine;

/// <summary>What a person sees of a tour on a terminal, and not in a pipe.</summary>
public sealed class TerminalTourTests
{
    [Fact]
    [Trait("run", "long")]
    public async Task The_bar_of_a_download_is_drawn_in_its_place_and_its_end_stays()
    {
        var run = await CliProcess.RunOnTerminalAsync(new Dictionary<string, string> { ["CI"] = "" }, "tour");

        var drawn = run.Output.Split('\r').Where(line => line.StartsWith("letters.bin: ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(0, run.ExitCode);
        Assert.InRange(drawn.Count, 3, 30); // At its beginning, ten times in its second or less, and at its end.
        Assert.All(drawn, line => Assert.Contains("\e[K", line, StringComparison.Ordinal));
        Assert.StartsWith("letters.bin: 100% [", drawn[^1], StringComparison.Ordinal);
        Assert.Contains("] 100/100 KiB, ", drawn[^1], StringComparison.Ordinal);
        Assert.Matches(@"in \d\.\d s\e\[K$", drawn[^1]);
    }
}
