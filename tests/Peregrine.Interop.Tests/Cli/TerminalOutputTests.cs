namespace Peregrine;

/// <summary>What a person sees.</summary>
public sealed class TerminalOutputTests(OurHttpbin server)
{
    private static readonly Dictionary<string, string> Plain = [];

    [Fact]
    public async Task Status_headers_and_indented_json_come_in_colours()
    {
        var run = await CliProcess.RunOnTerminalAsync(Plain, $"{(await server.BinAsync()).Url}anything", "name=Alice");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("\e[1;38;5;231;48;5;22m200 OK\e[0m", run.Output, StringComparison.Ordinal);
        Assert.Contains("\e[1mContent-Type\e[0m: application/json", run.Output, StringComparison.Ordinal);
        Assert.Contains("\r\n    \e[1m\"name\"\e[0m: \"Alice\"\r\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public async Task The_surroundings_can_turn_colours_off(string name, string value)
    {
        var run = await CliProcess.RunOnTerminalAsync(
            new Dictionary<string, string> { [name] = value }, $"{(await server.BinAsync()).Url}anything");

        Assert.Contains("HTTP/1.1 200 OK\r\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_not_shown()
    {
        var run = await CliProcess.RunOnTerminalAsync(Plain, "-b", $"{(await server.BinAsync()).Url}image/png");

        Assert.Contains("[image/png, ", run.Output, StringComparison.Ordinal);
        Assert.Contains("-o FILE saves it", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("IHDR", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_can_t_steer_the_terminal()
    {
        await using var other = new OtherServer(
            "HTTP/1.1 200 \e[7mOK\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\n\e]0;owned\a\r\n.");

        var run = await CliProcess.RunOnTerminalAsync(Plain, other.Url);

        Assert.DoesNotContain("\e]0;", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e[7m", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\a', run.Output);
    }
}
