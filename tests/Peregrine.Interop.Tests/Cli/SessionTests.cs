using System.Net;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What a session keeps, and where that goes.</summary>
public sealed class SessionTests(OurHttpbin server) : IDisposable
{
    private const string Cookies = "/cookies/set?a=1";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Headers_cookies_and_credentials_come_again()
    {
        await CallAsync(
            Cookies,
            "--session=me", "X-Kept:1", "-a", "me:open", "Content-Language:de", "If-Match:x", "Range:bytes=0-");

        var seen = await SeenAsync("--session=me");

        Assert.Equal(("1", "Basic bWU6b3Blbg==", "a=1"), (seen["X-Kept"], seen["Authorization"], seen["Cookie"]));
        Assert.False(seen.ContainsKey("Content-Language") || seen.ContainsKey("If-Match") || seen.ContainsKey("Range"));
    }

    [Fact]
    public async Task What_is_given_anew_takes_the_place_of_what_was_kept()
    {
        await SeenAsync("--session=me", "X-Kept:1", "X-Kept:2", "Authorization:Own", "Cookie:a=1; b=2");
        await SeenAsync("--session=me", "x-kept:3", "Cookie:a=4", "-A", "bearer", "-a", "token");

        var seen = await SeenAsync("--session=me");
        var without = await SeenAsync("--session=me", "X-Kept:");

        Assert.Equal(("3", "Bearer token", "a=4; b=2"), (seen["X-Kept"], seen["Authorization"], seen["Cookie"]));
        Assert.False(without.ContainsKey("X-Kept"));
        Assert.Equal("3", (await SeenAsync("--session=me"))["X-Kept"]);
    }

    [Fact]
    public async Task A_digest_is_kept_as_one()
    {
        const string path = "/digest-auth/auth/me/open";
        await CallAsync(path, "--session=me", "-A", "digest", "-a", "me:open");

        Assert.True((bool?)JsonNode.Parse(await CallAsync(path, "--session=me"))!["authenticated"]);
    }

    [Fact]
    public async Task A_session_to_be_read_is_made_once_and_left_alone_then()
    {
        await SeenAsync("--session-read-only=me", "X-Kept:1");
        await SeenAsync("--session-read-only=me", "X-Kept:2", "X-More:3", "Cookie:a=1");

        var seen = await SeenAsync("--session=me");

        Assert.Equal("1", seen["X-Kept"]);
        Assert.False(seen.ContainsKey("X-More") || seen.ContainsKey("Cookie"));
    }

    [Fact]
    public async Task Secrets_of_one_origin_do_not_go_to_another()
    {
        var path = Path.Combine(_folder.FullName, "own.json");
        await using var other = await FactsServer.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        await SeenAsync("--session", path, "X-Kept:1", "-a", "me:open");

        var elsewhere = await PlannedCall.TextAsync(other.Url.ToString(), "--session", path);
        var redirected = await PlannedCall.TextAsync(
            await UrlAsync($"/redirect-to?url={other.Url}"), "--session", path);

        Assert.EndsWith("authorization=", elsewhere, StringComparison.Ordinal);
        Assert.EndsWith("authorization=", redirected, StringComparison.Ordinal);
        Assert.Equal("Basic bWU6b3Blbg==", (await SeenAsync("--session", path))["Authorization"]);
    }

    [Fact]
    public async Task The_file_is_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs modes");
        await SeenAsync("--session=me");

        var file = File();

        Assert.Equal($"127.0.0.1_{(await server.BinAsync()).Url.Port}", file.Directory!.Name);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, file.Directory.UnixFileMode);
    }

    [Fact]
    public async Task The_file_can_be_read_by_people()
    {
        await CallAsync(Cookies, "--session=me", "X-Kept:a+b<ä>");

        Assert.DoesNotContain("\\u00", await ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_of_the_environment_are_not_written_down()
    {
        var url = await UrlAsync("/headers");
        string? Variable(string name) => name == "LOGIN" ? "me:hunter2" : Own(name);

        var text = await PlannedCall.TextAsync(Variable, url, "--session=me", "--auth-env=LOGIN", "X-Kept:1");

        Assert.Contains("Authorization", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", await ContentAsync(), StringComparison.Ordinal);
        Assert.False((await SeenAsync("--session=me")).ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"name": "a-package", "version": "1.0.0"}""")]
    [InlineData("""{"version": 1, "cookies": []}""")]
    [InlineData("""{"origins": {}, "cookies": 5}""")]
    [InlineData("""{"origins": []}""")]
    [InlineData("""{"origins": {"ORIGIN": {"headers": [{"name": "x"}]}}}""")]
    [InlineData("""{"origins": {"ORIGIN": {"auth": {"type": "hunter2", "credentials": "me:hunter2"}}}}""")]
    [InlineData("""{"origins": {}, "origins": {}}""")]
    public async Task A_broken_file_is_told_and_left_as_it_is(string content)
    {
        var path = Path.Combine(_folder.FullName, "own.json");
        var url = await UrlAsync("/headers");
        content = content.Replace("ORIGIN", await UrlAsync(""), StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);

        var refusal = Assert.Throws<UsageException>(() => PlannedCall.Open(url, "--session", path)).Message;

        Assert.Contains(path, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
        Assert.Equal(content, await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_else_stands_in_the_file_stays_there()
    {
        var path = Path.Combine(_folder.FullName, "own.json");
        await System.IO.File.WriteAllTextAsync(
            path, """{"mine": [1], "origins": {"https://a.example": {"headers": []}}}""",
            TestContext.Current.CancellationToken);

        await SeenAsync("--session", path);

        var root = JsonNode.Parse(await System.IO.File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        Assert.Equal("[1]", root["mine"]!.ToJsonString());
        Assert.Equal("""{"headers":[]}""", root["origins"]!["https://a.example"]!.ToJsonString());
    }

    [Fact]
    public async Task Two_commands_at_once_keep_what_both_were_given()
    {
        var url = await UrlAsync("/headers");
        await SeenAsync("--session=me", "Cookie:old=0");
        using var one = PlannedCall.Open(Own, url, "--session=me", "Cookie:a=1", "X-One:1");
        using var two = PlannedCall.Open(Own, url, "--session=me", "Cookie:b=2", "X-Two:2");

        Assert.True(one.Keep() && two.Keep());

        var seen = await SeenAsync("--session=me");
        Assert.Equal(("old=0; a=1; b=2", "1", "2"), (seen["Cookie"], seen["X-One"], seen["X-Two"]));
    }

    [Fact]
    public async Task A_cookie_that_the_server_takes_back_is_gone()
    {
        await CallAsync(Cookies, "--session=me");
        await CallAsync("/cookies/delete?a", "--session=me");

        Assert.False((await SeenAsync("--session=me")).ContainsKey("Cookie"));
    }

    [Fact]
    public async Task A_lock_is_waited_for()
    {
        var path = Path.Combine(_folder.FullName, "own.json");
        using var session = PlannedCall.Open(await UrlAsync("/headers"), "--session", path, "X-Kept:1");
        Task<bool> keeping;
        using (PrivateFile.Lock(path))
        {
            keeping = Task.Run(session.Keep, TestContext.Current.CancellationToken);
            await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.False(System.IO.File.Exists(path));
        }

        Assert.True(await keeping);
        Assert.True(System.IO.File.Exists(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a:b")]
    public void A_name_that_is_none_is_refused(string name) => Assert.Contains(
        "takes a name",
        Assert.Throws<UsageException>(() => CommandLine.Parse("example.com", $"--session={name}")).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_call_of_the_program_keeps_its_session()
    {
        var path = Path.Combine(_folder.FullName, "deep", "own.json");
        var url = await UrlAsync("/headers");

        var first = await CliProcess.RunAsync(url, "--session", path, "X-Kept:1");
        var second = await CliProcess.RunAsync(url, "--session", path);

        Assert.Equal((0, 0, ""), (first.ExitCode, second.ExitCode, first.Errors));
        Assert.Contains("X-Kept", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_can_t_be_kept_fails_the_call_and_not_the_body()
    {
        var path = Path.Combine(_folder.FullName, "file");
        await System.IO.File.WriteAllTextAsync(path, "", TestContext.Current.CancellationToken);

        var run = await CliProcess.RunAsync(await UrlAsync("/headers"), "--session", $"{path}/below/own.json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("headers", run.Output, StringComparison.Ordinal);
        Assert.Contains("could not be", run.Errors, StringComparison.Ordinal);
    }

    private async Task<string> CallAsync(string path, params string[] options) =>
        await PlannedCall.TextAsync(Own, [await UrlAsync(path), .. options]);

    // The headers that the server saw.
    private async Task<Dictionary<string, string>> SeenAsync(params string[] options) =>
        JsonNode.Parse(await CallAsync("/headers", options))!["headers"]!.AsObject()
            .ToDictionary(field => field.Key, field => field.Value!.ToString(), StringComparer.OrdinalIgnoreCase);

    private async Task<string> UrlAsync(string path) =>
        (await server.BinAsync()).Url.GetLeftPart(UriPartial.Authority) + path;

    private string? Own(string name) => name == "PEREGRINE_CONFIG_DIR" ? _folder.FullName : null;

    private FileInfo File() => _folder.GetFiles("me.json", SearchOption.AllDirectories).Single();

    private Task<string> ContentAsync() =>
        System.IO.File.ReadAllTextAsync(File().FullName, TestContext.Current.CancellationToken);
}
