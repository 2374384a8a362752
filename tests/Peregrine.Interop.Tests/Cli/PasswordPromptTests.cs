using System.Net;

namespace Peregrine;

/// <summary>A password that is not on the command line is asked for, and not shown while it is typed.</summary>
public sealed class PasswordPromptTests
{
    private const string StateOfEcho = "stty -a | grep -o '.echo '";

    [Fact]
    public async Task A_password_is_typed_unseen()
    {
        await using var server = await FactsServer.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        using var run = TerminalRun.Start($"$P {server.Url} -b -a me < /dev/null; {StateOfEcho}; echo end");

        await run.SeeAsync($"password for me@{server.Url.Authority}: ");
        await run.TypeAsync("open sesame\r");
        var seen = await run.SeeAsync("end");

        Assert.DoesNotContain("open sesame", seen, StringComparison.Ordinal);
        Assert.Contains("authorization=Basic bWU6b3BlbiBzZXNhbWU=", seen, StringComparison.Ordinal);
        Assert.Contains(" echo ", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u0003", "status 130")] // Ctrl-C
    [InlineData("\u0004", "status 2")] // Ctrl-D: the end of input
    public async Task The_echo_comes_back_whatever_is_typed(string key, string status)
    {
        using var run = TerminalRun.Start(
            $"trap : INT; $P http://127.0.0.1:1/ -A digest -a me; echo status $?; {StateOfEcho}; echo end");

        await run.SeeAsync("password for me@127.0.0.1:1: ");
        await run.TypeAsync(key);
        var seen = await run.SeeAsync("end");

        Assert.Contains(status, seen, StringComparison.Ordinal);
        Assert.Contains(" echo ", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_nothing_is_sent()
    {
        Peer.Require("setsid", "util-linux");

        var run = await CliProcess.RunInShellAsync("setsid -w $P http://127.0.0.1:1/ -a hunter2");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no terminal to ask", run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd().Split('\n'));
    }
}
