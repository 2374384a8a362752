namespace Peregrine;

/// <summary>docs/cli.md says what the help says.</summary>
public sealed class CliPageTests
{
    [Fact]
    public void The_reference_is_what_the_table_gives()
    {
        var wanted = CliPage.Wanted();
        if (Environment.GetEnvironmentVariable("HOUSE_LISTS_OUT") is not null)
        {
            File.WriteAllText(Checkout.At(CliPage.Page), wanted);
        }

        Assert.True(
            wanted == CliPage.Text(),
            $"{CliPage.Page} is not what the table of options gives: HOUSE_LISTS_OUT=1 dotnet test "
            + "tests/Peregrine.Interop.Tests writes it anew.");
    }

    [Fact]
    public void It_tells_of_every_option_and_every_exit_code()
    {
        var text = CliPage.Text();

        Assert.All(
            CommandOptions.All, option => Assert.Contains($"--{option.Name}", text, StringComparison.Ordinal));
        Assert.All(
            Enum.GetValues<ExitCode>(), code => Assert.Matches($@"(?m)^\| `([0-9, ]*\b)?{(int)code}\b", text));
    }
}
