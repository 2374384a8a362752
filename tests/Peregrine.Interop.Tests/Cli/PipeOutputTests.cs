using System.Text;

namespace Peregrine;

/// <summary>What comes out where no terminal is.</summary>
public sealed class PipeOutputTests(OurHttpbin server)
{
    [Fact]
    public async Task The_body_comes_untouched_and_alone()
    {
        using var session = new HttpSession();
        var url = await UrlAsync("bytes/100000?seed=7");

        var run = await CliProcess.RunAsync(url);

        Assert.Equal((await session.GetAsync(url)).Bytes, run.Bytes);
        Assert.Empty(run.Errors);
    }

    [Fact]
    public async Task Json_is_left_as_it_is()
    {
        await using var other = new OtherServer(
            Answer("{\"b\":1,\"a\":\"\\u00e9\e\"}", "Content-Type: application/json"));

        var run = await CliProcess.RunAsync(other.Url);

        Assert.Equal("{\"b\":1,\"a\":\"\\u00e9\e\"}", run.Output);
    }

    [Fact]
    public async Task The_body_of_a_failure_comes_too()
    {
        await using var other = new OtherServer("HTTP/1.1 418 Teapot\r\nContent-Length: 5\r\n\r\nshort");

        var run = await CliProcess.RunAsync(other.Url);

        Assert.Equal((4, "short"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Headers_alone_are_text()
    {
        await using var other = new OtherServer(Answer("body", "X-A: 1", "Set-Cookie: sid=hunter2"));

        var run = await CliProcess.RunAsync("-h", other.Url);
        var open = await CliProcess.RunAsync("-h", "--show-secrets", other.Url);

        Assert.Equal("HTTP/1.1 200 OK\nContent-Length: 4\nX-A: 1\nSet-Cookie: ***\n\n", run.Output);
        Assert.Contains("Set-Cookie: sid=hunter2\n", open.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verbose_tells_its_part_on_standard_error()
    {
        var run = await CliProcess.RunAsync(
            "-v", await UrlAsync("redirect-to?url=/anything&status_code=307&token=hunter2"),
            "name=Alice", "-a", "user:hunter2");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("{", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "POST /redirect-to?url=/anything&status_code=307&token=*** HTTP/1.1\nHost: 127.0.0.1:",
            run.Errors, StringComparison.Ordinal);
        Assert.Contains("Authorization: ***\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("{\n  \"name\": \"Alice\"\n}\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 307 ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("POST /anything HTTP/1.1\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("HTTP/1.1 200 OK\n", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', run.Errors);
    }

    [Fact]
    public async Task Verbose_shows_the_request_that_failed()
    {
        var run = await CliProcess.RunAsync("-v", "http://127.0.0.1:1/x");

        Assert.Equal(7, run.ExitCode);
        Assert.StartsWith("GET /x HTTP/1.1\n", run.Errors, StringComparison.Ordinal);
        Assert.EndsWith("connection refused.\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_shown_when_they_are_asked_for()
    {
        var run = await CliProcess.RunAsync(
            "-v", "--show-secrets", await UrlAsync("get?token=abc"), "--bearer", "hunter2");

        Assert.Contains("GET /get?token=abc HTTP/1.1\n", run.Errors, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer hunter2\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_gets_the_body_and_the_pipe_nothing()
    {
        var path = Path.GetTempFileName();
        try
        {
            var run = await CliProcess.RunAsync(await UrlAsync("image/png"), "-o", path);

            Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Errors));
            Assert.StartsWith(
                "\x89PNG", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path)), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Answer(string body, params string[] headers) =>
        $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n"
        + $"{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}";

    private async Task<string> UrlAsync(string path) => $"{(await server.BinAsync()).Url}{path}";
}
