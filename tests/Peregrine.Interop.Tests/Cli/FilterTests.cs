namespace Peregrine;

/// <summary>What <c>--filter</c> finds; the second program does it.</summary>
public sealed class FilterTests
{
    private const string Answer =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 82\r\n\r\n"
        + "{\"users\":[{\"n\":\"A\",\"t\":\"2026-01-02T03:04:05Z\"},{\"n\":\"B\",\"t\":1}],\"big\":12345678901}";

    [Theory]
    [InlineData("users[].n", "[\"A\",\"B\"]\n")]
    [InlineData("users[].n", "A\nB\n", "-r")]
    [InlineData("users[0].t", "\"2026-01-02T03:04:05Z\"\n")]
    [InlineData("users[0].t", "2026-01-02T03:04:05Z\n", "-r")]
    [InlineData("users[1]", "{\"n\":\"B\",\"t\":1}\n", "-r")]
    [InlineData("big", "12345678901\n")]
    [InlineData("none", "null\n")]
    [InlineData("users[].n", "[\n  \"A\",\n  \"B\"\n]\n", "--pretty=format")]
    public async Task It_finds(string expression, string expected, params string[] more)
    {
        await using var other = new OtherServer(Answer);

        var run = await CliProcess.RunAsync([other.Url, "--filter", expression, .. more]);

        Assert.Equal((0, expected, ""), (run.ExitCode, run.Output, run.Errors));
    }

    [Fact]
    public async Task A_wrong_one_sends_nothing()
    {
        await using var server = new SequenceServer(Answer);

        var run = await CliProcess.RunAsync(server.Url, "--filter", "users[");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("peregrine: --filter: ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    /// <summary>What the server said of the call comes first: a page that tells an error is no JSON.</summary>
    [Theory]
    [InlineData("200 OK", 1)]
    [InlineData("404 Not Found", 4)]
    [InlineData("502 Bad Gateway", 5)]
    [InlineData("404 Not Found", 1, "--no-check-status")]
    public async Task A_body_that_is_no_json_is_a_failure(string status, int exitCode, params string[] more)
    {
        await using var other = new OtherServer($"HTTP/1.1 {status}\r\nContent-Length: 4\r\n\r\n<p/>");

        var run = await CliProcess.RunAsync([other.Url, "--filter", "a", .. more]);

        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.EndsWith(
            "peregrine: --filter takes JSON, and the body is none.\n", run.Errors, StringComparison.Ordinal);
    }
}
