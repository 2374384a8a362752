namespace Peregrine;

/// <summary>Requests that are shown and not sent.</summary>
public sealed class OfflineTests
{
    private const string Notice = "peregrine: secrets are *** there; --show-secrets writes them\n";

    [Fact]
    public async Task A_pipe_gets_the_request_as_it_would_be_sent()
    {
        var run = await CliProcess.RunAsync(
            "--offline", "POST", "http://127.0.0.1:1/x", "q==1", "X-A:b", "n=v", "-a", "user:hunter2");

        Assert.Equal((0, Notice), (run.ExitCode, run.Errors));
        Assert.StartsWith("POST /x?q=1 HTTP/1.1\nHost: 127.0.0.1:1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nX-A: b\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nAuthorization: ***\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nContent-Length: 9\n\n{\"n\":\"v\"}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_hidden_in_a_pipe_is_told_once()
    {
        await using var other = new OtherServer("HTTP/1.1 204 No\r\nSet-Cookie: a=hunter2\r\n\r\n");

        var heads = await CliProcess.RunAsync(other.Url, "-pHh", "-a", "user:hunter2");
        var answer = await CliProcess.RunAsync(other.Url, "-ph");
        var shown = await CliProcess.RunAsync(other.Url, "-pHh", "-a", "user:hunter2", "--show-secrets");
        var story = await CliProcess.RunAsync(other.Url, "-v", "-a", "user:hunter2");

        Assert.Equal((Notice, Notice, ""), (heads.Errors, answer.Errors, shown.Errors));
        Assert.Contains("Basic ", shown.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Notice, story.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_enough_is_no_failure()
    {
        var run = await CliProcess.RunInShellAsync(
            "$P --offline :1/x a==b | (read -r line; echo \"$line\"); $P --offline :1 | true");

        Assert.Equal(("GET /x?a=b HTTP/1.1\n", ""), (run.Output, run.Errors));
    }

    [Fact]
    public async Task A_form_is_shown_with_the_type_of_each_part()
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "content", TestContext.Current.CancellationToken);

            var run = await CliProcess.RunAsync("--offline", "-pB", "http://127.0.0.1:1/", "n=v", $"f@{path}");

            Assert.Contains("; name=\"f\"; filename=\"", run.Output, StringComparison.Ordinal);
            Assert.Contains(
                "Content-Type: application/octet-stream\r\n\r\ncontent\r\n", run.Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("-ph", "")]
    [InlineData("-pB", "text")]
    [InlineData("-q", "")]
    public async Task Parts_can_be_chosen(string option, string expected)
    {
        var run = await CliProcess.RunAsync("--offline", option, "http://127.0.0.1:1/", "--raw", "text");

        Assert.Equal((0, expected), (run.ExitCode, run.Output));
    }
}
