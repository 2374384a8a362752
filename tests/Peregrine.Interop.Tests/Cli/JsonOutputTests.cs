using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What <c>--output-json</c> tells scripts.</summary>
public sealed class JsonOutputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_object_tells_all()
    {
        await using var server = new SequenceServer(
            "HTTP/1.1 302 Found\r\nLocation: /b?token=hunter2\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 404 Nope\r\nContent-Type: text/plain; charset=latin1\r\nX-A: 1\r\nX-A: 2\r\n"
            + "Content-Length: 4\r\n\r\ncaf\u00e9");

        var run = await CliProcess.RunAsync(server.Url, "--output-json", "Authorization:hunter2");

        var seen = JsonNode.Parse(run.Output)!;
        Assert.Equal((4, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain("hunter2", run.Output, StringComparison.Ordinal);
        Assert.Equal("GET", (string?)seen["request"]!["method"]);
        Assert.EndsWith("/b?token=***", (string?)seen["request"]!["url"], StringComparison.Ordinal);
        Assert.Equal((404, "Nope", "1.1", "café"), (
            (int)seen["response"]!["status"]!, (string?)seen["response"]!["reason"],
            (string?)seen["response"]!["version"], (string?)seen["response"]!["body"]));
        Assert.Contains("[\"X-A\",\"1\"],[\"X-A\",\"2\"]", run.Output, StringComparison.Ordinal);
        Assert.Equal(302, (int)seen["redirects"]![0]!["status"]!);
        Assert.Equal(404, (int)seen["attempts"]![0]!["status"]!);
        Assert.True((double)seen["timings"]!["total"]! > 0);
        Assert.StartsWith("127.0.0.1:", (string?)seen["connection"]!["remote"], StringComparison.Ordinal);
        Assert.Equal(4, (int)seen["exitCode"]!);
        Assert.Null(seen["error"]);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_come_in_base64()
    {
        await using var other = new OtherServer(
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: 3\r\n\r\n\0\u0001\u00ff");

        var run = await CliProcess.RunAsync(other.Url, "--output-json");

        Assert.Equal("AAH/", (string?)JsonNode.Parse(run.Output)!["response"]!["bodyBase64"]);
    }

    [Theory]
    [InlineData("-o")]
    [InlineData("-do")]
    public async Task A_body_in_a_file_is_told_by_its_path(string option)
    {
        await using var other = new OtherServer("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
        var path = Path.Combine(_folder.FullName, "file");

        var run = await CliProcess.RunAsync(other.Url, "--output-json", option, path);

        Assert.Equal(path, (string?)JsonNode.Parse(run.Output)!["response"]!["file"]);
        Assert.Equal("body", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_failure_is_an_error_of_a_kind()
    {
        var run = await CliProcess.RunAsync("http://127.0.0.1:1/", "--output-json");

        var error = JsonNode.Parse(run.Output)!["error"]!;
        Assert.Equal((7, "connect", 7), (run.ExitCode, (string?)error["kind"], (int)error["exitCode"]!));
        Assert.Contains("refused", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_cut_is_an_error_beside_its_head()
    {
        await using var other = new OtherServer("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort");

        var run = await CliProcess.RunAsync(other.Url, "--output-json");

        var seen = JsonNode.Parse(run.Output)!;
        Assert.Equal((10, 200, "protocol"), (
            run.ExitCode, (int)seen["response"]!["status"]!, (string?)seen["error"]!["kind"]));
    }
}
