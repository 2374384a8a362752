namespace Peregrine;

/// <summary>Bodies that are too large, recordings, and the drawing of the timings.</summary>
public sealed class CallLimitsTests : IDisposable
{
    private const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nSet-Cookie: sid=hunter2\r\n\r\n0123456789";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_body_that_is_larger_than_allowed_is_exit_code_10()
    {
        await using var other = new OtherServer(Answer);

        var small = await CliProcess.RunAsync(other.Url, "--max-bytes", "10");
        var large = await CliProcess.RunAsync(other.Url, "--max-bytes", "9");

        Assert.Equal((0, "0123456789"), (small.ExitCode, small.Output));
        Assert.Equal(10, large.ExitCode);
        Assert.Contains("larger than 9 bytes (--max-bytes)", large.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_is_larger_than_64_KiB_is_read_where_that_is_asked_for()
    {
        var fields = string.Concat(Enumerable.Repeat($"X-Field: {new string('v', 100)}\r\n", 900));
        await using var other = new OtherServer($"HTTP/1.1 200 OK\r\n{fields}Content-Length: 2\r\n\r\nok");

        var usual = await CliProcess.RunAsync(other.Url);
        var large = await CliProcess.RunAsync(other.Url, "--max-head", "300k");

        Assert.Equal(10, usual.ExitCode);
        Assert.Contains("larger than 64 KiB (--max-head)", usual.Errors, StringComparison.Ordinal);
        Assert.Equal((0, "ok"), (large.ExitCode, large.Output));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_recording_holds_each_send_and_its_secrets_where_that_is_asked_for(bool showsSecrets)
    {
        await using var server = new SequenceServer(
            "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n", Answer);
        var path = Path.Combine(_folder.FullName, "call.har");

        string[] more = showsSecrets ? ["--show-secrets"] : [];
        var run = await CliProcess.RunAsync([server.Url, "--har", path, .. more]);

        Assert.Equal((0, "0123456789"), (run.ExitCode, run.Output));
        Assert.Equal([302, 200], HarFile.Read(path).Entries.Select(entry => entry.Response!.StatusCode));
        Assert.Equal(
            showsSecrets,
            (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))
                .Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_recording_that_can_t_be_made_sends_nothing()
    {
        await using var server = new SequenceServer(Answer);

        var run = await CliProcess.RunAsync(server.Url, "--har", Path.Combine(_folder.FullName, "none", "call.har"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("peregrine: --har: ", run.Errors, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Twice_verbose_draws_each_send_in_80_columns()
    {
        await using var server = new SequenceServer(
            "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n", Answer);

        var run = await CliProcess.RunAsync(server.Url, "-vv", "--retry", "1");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches("\n  GET 127\\.0\\.0\\.1:\\d+/: 503 Busy\n(  [a-z]+ +[\\d.]+ m?s  [ █▏]+\n)+", run.Errors);
        Assert.Matches("\n  GET 127\\.0\\.0\\.1:\\d+/: 302 Found\n", run.Errors);
        Assert.Matches("\n  GET 127\\.0\\.0\\.1:\\d+/b: 200 OK\n", run.Errors);
        Assert.All(run.Errors.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }
}
