using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What a script is told at the end.</summary>
public sealed class CallExitTests(OurHttpbin server)
{
    [Theory]
    [InlineData("status/204", 0)]
    [InlineData("redirect/2", 0)]
    [InlineData("status/404", 4)]
    [InlineData("status/500", 5)]
    public async Task The_status_shows(string path, int code)
    {
        var run = await CliProcess.RunAsync(await UrlAsync(path));

        Assert.Equal(code, run.ExitCode);
        AssertOneLine(run, code == 0 ? null : $"was answered with {path[^3..]} ");
    }

    [Fact]
    public async Task A_redirect_that_is_not_followed_is_3()
    {
        var run = await CliProcess.RunAsync(await UrlAsync("redirect/1"), "--no-follow");

        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task Every_answer_is_0_when_the_status_is_not_checked()
    {
        var run = await CliProcess.RunAsync(await UrlAsync("status/404"), "--no-check-status");

        Assert.Equal(0, run.ExitCode);
        AssertOneLine(run, null);
    }

    [Fact]
    public async Task Too_many_redirects_are_6()
    {
        var run = await CliProcess.RunAsync(await UrlAsync("redirect/3"), "--max-redirects", "1");

        Assert.Equal(6, run.ExitCode);
        AssertOneLine(run, "redirected");
    }

    [Fact]
    public async Task No_connection_is_7()
    {
        var run = await CliProcess.RunAsync("http://127.0.0.1:1/");

        Assert.Equal(7, run.ExitCode);
        AssertOneLine(run, "connection refused");
    }

    [Fact]
    public async Task A_scheme_that_was_assumed_is_named_when_nobody_answers()
    {
        var run = await CliProcess.RunAsync("a.example:1", "--resolve", "a.example:1:127.0.0.1");

        Assert.Equal(7, run.ExitCode);
        AssertOneLine(run, "https is assumed");
    }

    [Fact]
    public async Task An_unknown_certificate_is_8_unless_any_will_do()
    {
        var url = $"{(await server.BinAsync()).TlsUrl}get";

        var run = await CliProcess.RunAsync(url);
        var insecure = await CliProcess.RunAsync(url, "--insecure");

        Assert.Equal((8, 0), (run.ExitCode, insecure.ExitCode));
        AssertOneLine(run, "certificate");
    }

    [Theory]
    [InlineData("--timeout")]
    [InlineData("--max-time")]
    public async Task Too_slow_is_9(string option)
    {
        var run = await CliProcess.RunAsync(await UrlAsync("delay/5"), option, "0.5");

        Assert.Equal(9, run.ExitCode);
        AssertOneLine(run, "timed out");
    }

    [Fact]
    public async Task What_is_no_http_is_10()
    {
        await using var other = new OtherServer("SSH-2.0-OpenSSH_9.2\r\n\e[31m\r\n\r\n");

        var run = await CliProcess.RunAsync(other.Url);

        Assert.Equal(10, run.ExitCode);
        AssertOneLine(run, "GET http://127.0.0.1");
        Assert.DoesNotContain('\e', run.Errors);
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("http://example.com/", "X-A:a\nb")]
    [InlineData("http://example.com/", "f@/no/such/file")]
    [InlineData("http://example.com/", "-o", "/no/such/folder/file")]
    public async Task What_can_t_be_done_is_2_and_one_line(params string[] arguments)
    {
        var run = await CliProcess.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        AssertOneLine(run, "");
    }

    [Fact]
    public async Task What_can_t_be_understood_is_2_and_two_lines()
    {
        var run = await CliProcess.RunAsync("example.com", "--verbos");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(
            """
            peregrine: there is no option --verbos; perhaps --verbose is meant.
            peregrine -h shows how it is used, peregrine help TOPIC tells more.

            """,
            run.Errors);
    }

    [Fact]
    public async Task The_version_is_the_one_that_the_packages_have()
    {
        var run = await CliProcess.RunAsync("--version");

        var version = Regex.Match(File.ReadAllText(Checkout.At("Directory.Build.props")), "<Version>(.+)</Version>")
            .Groups[1].Value;
        Assert.Equal(0, run.ExitCode);
        Assert.Matches($@"^peregrine {Regex.Escape(version)}( \([0-9a-f]{{9}}\))?\n$", run.Output);
    }

    private static void AssertOneLine(CliProcess run, string? part)
    {
        if (part is null)
        {
            Assert.Empty(run.Errors);
            return;
        }

        var line = Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("peregrine: ", line, StringComparison.Ordinal);
        Assert.Contains(part, line, StringComparison.Ordinal);
    }

    private async Task<string> UrlAsync(string path) => $"{(await server.BinAsync()).Url}{path}";
}
