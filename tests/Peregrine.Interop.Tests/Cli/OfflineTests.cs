namespace Peregrine;

/// <summary>Requests that are shown and not sent.</summary>
public sealed class OfflineTests
{
    [Fact]
    public async Task A_pipe_gets_the_request_as_it_would_be_sent()
    {
        var run = await CliProcess.RunAsync(
            "--offline", "POST", "http://127.0.0.1:1/x", "q==1", "X-A:b", "n=v", "-a", "user:hunter2");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.StartsWith("POST /x?q=1 HTTP/1.1\nHost: 127.0.0.1:1\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nX-A: b\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\nAuthorization: ***\n", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\nContent-Length: 9\n\n{\"n\":\"v\"}", run.Output, StringComparison.Ordinal);
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
