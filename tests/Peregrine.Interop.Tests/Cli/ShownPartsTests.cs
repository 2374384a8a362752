namespace Peregrine;

/// <summary>Which parts of a call come out, in a pipe and on a terminal.</summary>
public sealed class ShownPartsTests
{
    private const string Redirect =
        "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nmoved";

    private const string Json = "{\"b\":1,\"a\":[\"x\",null]}";
    private const string Answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 22\r\n\r\n" + Json;

    [Theory]
    [InlineData("-ph", "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 22\n\n")]
    [InlineData("-pb", Json)]
    [InlineData("-phb", "HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 22\n\n" + Json)]
    [InlineData("-pB", "{\"n\":\"v\"}\n")]
    [InlineData("-p", "")]
    public async Task A_pipe_gets_what_was_asked_for(string option, string expected)
    {
        await using var other = new OtherServer(Answer);

        var run = await CliProcess.RunAsync([other.Url, "n=v", .. option == "-p" ? ["--print="] : new[] { option }]);

        Assert.Equal((0, expected, ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task The_head_of_the_request_is_as_on_the_wire()
    {
        await using var other = new OtherServer(Answer);

        var run = await CliProcess.RunAsync(other.Url, "n=v", "-pHB");

        Assert.StartsWith("POST / HTTP/1.1\nHost: 127.0.0.1:", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("Content-Length: 9\n\n{\"n\":\"v\"}\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timings_have_units_and_stand_behind_a_blank_line()
    {
        await using var other = new OtherServer(Answer);

        var run = await CliProcess.RunAsync(other.Url, "-pbm");

        Assert.Matches(
            "\\}\n\\* connection 1 new, from 127.0.0.1:\\d+ to 127.0.0.1:\\d+\n"
            + "\\* total [\\d.]+ m?s: (pool [\\d.]+ m?s, )?connect [\\d.]+ m?s, send [\\d.]+ m?s, wait [\\d.]+ m?s, "
            + "receive [\\d.]+ m?s\n$",
            run.Output);
    }

    [Fact]
    public async Task Redirects_are_shown_where_that_is_asked_for()
    {
        await using var server = new SequenceServer(Redirect, Answer);

        var run = await CliProcess.RunAsync(server.Url, "--all", "-phb");

        Assert.Equal(
            Redirect.Replace("\r", "", StringComparison.Ordinal) + "\n\n"
            + Answer.Replace("\r", "", StringComparison.Ordinal), run.Output);
    }

    [Fact]
    public async Task Redirects_before_a_failure_are_shown_too()
    {
        const string loop = "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n";
        const string away = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        var (shown, left) = (loop.Replace("\r", "", StringComparison.Ordinal),
            away.Replace("\r", "", StringComparison.Ordinal));
        await using var server = new SequenceServer(loop, loop, loop, loop, away);

        var heads = await CliProcess.RunAsync(server.Url, "--all", "--print=h", "--max-redirects=1");
        var story = await CliProcess.RunAsync(server.Url, "-v", "-Phb", "--max-redirects=1");
        var refused = await CliProcess.RunAsync(server.Url, "--all", "--print=h");

        Assert.Equal((6, shown + shown), (heads.ExitCode, heads.Output));
        Assert.StartsWith(shown + shown + "peregrine: ", story.Errors, StringComparison.Ordinal);
        Assert.Equal((7, left), (refused.ExitCode, refused.Output));
    }

    [Fact]
    public async Task Of_redirects_other_parts_may_be_shown()
    {
        await using var server = new SequenceServer(Redirect, Answer);

        var run = await CliProcess.RunAsync(server.Url, "--all", "-pb", "-PH");

        Assert.StartsWith("GET / HTTP/1.1\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n\n" + Json, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quiet_leaves_failures_and_twice_quiet_no_warnings()
    {
        await using var other = new OtherServer("HTTP/1.1 404 Nope\r\nContent-Length: 4\r\n\r\ngone");

        var once = await CliProcess.RunAsync(other.Url, "-q");
        var twice = await CliProcess.RunAsync(other.Url, "-qqv");
        var failed = await CliProcess.RunAsync("http://127.0.0.1:1/", "-qq");

        Assert.Equal((4, "", ""), (twice.ExitCode, twice.Output, twice.Errors));
        Assert.Equal((4, ""), (once.ExitCode, once.Output));
        Assert.Contains("404", once.Errors, StringComparison.Ordinal);
        Assert.Contains("refused", failed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_gets_colours_and_indents_when_they_are_asked_for()
    {
        await using var other = new OtherServer(Answer);

        var all = await CliProcess.RunAsync(other.Url, "--pretty=all", "--style=dark");
        var colours = await CliProcess.RunAsync(other.Url, "--pretty=colors", "--style=light");
        var format = await CliProcess.RunAsync(other.Url, "--pretty=format", "-S");

        Assert.Equal(
            "{\n  \e[38;5;117m\"b\"\e[0m: \e[38;5;111m1\e[0m,\n  \e[38;5;117m\"a\"\e[0m: [\n    "
            + "\e[38;5;114m\"x\"\e[0m,\n    \e[38;5;111mnull\e[0m\n  ]\n}\n", all.Output);
        Assert.Equal(
            "{\e[38;5;24m\"b\"\e[0m:\e[38;5;19m1\e[0m,\e[38;5;24m\"a\"\e[0m:[\e[38;5;22m\"x\"\e[0m,"
            + "\e[38;5;19mnull\e[0m]}\n", colours.Output);
        Assert.Equal(Json + "\n", format.Output);
    }
}
