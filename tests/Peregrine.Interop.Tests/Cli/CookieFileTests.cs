namespace Peregrine;

/// <summary><c>--cookies FILE</c>.</summary>
public sealed class CookieFileTests(OurHttpbin server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    private string FilePath => Path.Combine(_folder.FullName, "cookies.txt");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Cookies_are_kept_as_curl_reads_them()
    {
        var curl = Peer.Require("curl", "curl");
        await CallAsync("/cookies/set?a=1");

        var again = await CallAsync("/cookies");
        var seen = await RunAsync(curl, "-s", "-b", FilePath, await UrlAsync("/cookies"));

        Assert.Contains("\"a\": \"1\"", again, StringComparison.Ordinal);
        Assert.Contains("\"a\": \"1\"", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_changes_is_not_written()
    {
        const string content = "# Mine\n127.0.0.1\tFALSE\t/\tFALSE\t0\tb\t2\n";
        await File.WriteAllTextAsync(FilePath, content, TestContext.Current.CancellationToken);

        var seen = await CallAsync("/cookies");

        Assert.Contains("\"b\": \"2\"", seen, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("a letter\nto my mother\n")]
    [InlineData("{\"a\": 1}")]
    [InlineData("{\"cookies\": [], \"origins\": {}}")]
    [InlineData("{\"__meta__\": {\"httpie\": \"3.2.1\"}, \"cookies\": [{\"name\": \"a\", \"value\": \"b\"}]}")]
    public async Task A_file_of_something_else_is_refused_and_left_as_it_is(string content)
    {
        await File.WriteAllTextAsync(FilePath, content, TestContext.Current.CancellationToken);
        var url = await UrlAsync("/cookies/set?a=1");

        var refusal = Assert.Throws<UsageException>(() => PlannedCall.Open(url, "--cookies", FilePath)).Message;

        Assert.Contains(FilePath, refusal, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_before_anything_is_sent() => Assert.Contains(
        "--cookies: there is no folder /nowhere.",
        Assert.Throws<UsageException>(() => PlannedCall.Open("example.com", "--cookies=/nowhere/c.txt")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_session_has_cookies_of_its_own() => Assert.Contains(
        "exclude each other",
        Assert.Throws<UsageException>(
            () => PlannedCall.Open("example.com", "--cookies", FilePath, "--session=me")).Message,
        StringComparison.Ordinal);

    private async Task<string> CallAsync(string path) =>
        await PlannedCall.TextAsync(await UrlAsync(path), "--cookies", FilePath);

    private async Task<string> UrlAsync(string path) =>
        (await server.BinAsync()).Url.GetLeftPart(UriPartial.Authority) + path;

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
