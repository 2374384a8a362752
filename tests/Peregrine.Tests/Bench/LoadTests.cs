using Peregrine.Load;

namespace Peregrine;

/// <summary>The shop under load, as <c>docs/performance.md</c> has it.</summary>
[Collection(nameof(ProcessCollection))]
public sealed class LoadTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("run", "long")]
    public async Task A_thousand_requests_a_second_for_a_minute_leave_nothing_behind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "it reads /proc");

        var run = await Command.RunAsync(
            Repository.At("bench/load/run"), Repository.Root, ["--seconds", "60", "--rate", "1000"]);

        output.WriteLine(run.Output);
        Assert.SkipWhen(run.ExitCode == 3, "this machine is too busy to say anything");
        run.Succeeded();
    }

    [Theory]
    [InlineData("--shop Shop", 60, 1000, 15)]
    [InlineData("--shop Shop --seconds 12 --rate 200", 12, 200, 4)]
    public void The_command_line_is_read(string line, int seconds, int rate, int warm)
    {
        var settings = LoadSettings.Parse(line.Split(' '));

        Assert.Equal((seconds, rate, warm), (settings!.Seconds, settings.Rate, settings.Warm));
    }

    [Theory]
    [InlineData("--seconds 60")]
    [InlineData("--shop Shop --seconds")]
    [InlineData("--shop Shop --seconds 9")]
    [InlineData("--shop Shop --rate 0")]
    [InlineData("--shop Shop --nonsense 1")]
    public void What_is_no_setting_is_refused(string line) => Assert.Null(LoadSettings.Parse(line.Split(' ')));
}
