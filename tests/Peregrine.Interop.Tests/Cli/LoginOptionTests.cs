using System.Net;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>Who is asking, each way against a server that checks it.</summary>
public sealed class LoginOptionTests(OurHttpbin server) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("basic-auth/me/open", "-a", "me:open")]
    [InlineData("basic-auth/me/open", "-A", "basic", "-a", "me:open")]
    [InlineData("digest-auth/auth/me/open", "-A", "digest", "-a", "me:open")]
    [InlineData("bearer", "-A", "bearer", "-a", "a:token")]
    [InlineData("bearer", "--bearer", "a:token", "-A", "bearer")]
    public async Task A_server_lets_in_who_proves_it(string path, params string[] options)
    {
        var url = $"{(await server.BinAsync()).Url}{path}";

        var seen = JsonNode.Parse(await PlannedCall.TextAsync([url, .. options]))!;

        Assert.True((bool?)seen["authenticated"]);
    }

    [Theory]
    [InlineData(0, "basic-auth/me/open")]
    [InlineData(0, "basic-auth/me/open", "-A", "netrc")]
    [InlineData(4, "basic-auth/me/open", "--ignore-netrc")]
    [InlineData(0, "basic-auth/you/two", "-a", "you:two")]
    public async Task The_netrc_file_is_used_where_nothing_else_is_said(int code, string path, params string[] options)
    {
        var url = new Uri($"{(await server.BinAsync()).Url}{path}");
        var netrc = Path.Combine(_folder.FullName, "netrc");
        await File.WriteAllTextAsync(
            netrc, $"machine {url.Host} login me password open\n", TestContext.Current.CancellationToken);

        var run = await CliProcess.RunWithVariableAsync("NETRC", netrc, [url.ToString(), .. options]);

        Assert.Equal(code, run.ExitCode);
    }

    [Theory]
    [InlineData("me@", "bWU6")]
    [InlineData("me:open@", "bWU6b3Blbg==")]
    public async Task A_user_in_the_url_is_who_asks(string user, string sent)
    {
        await using var facts = await FactsServer.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0));

        var text = await PlannedCall.TextAsync($"http://{user}{facts.Url.Authority}/");

        Assert.EndsWith($"authorization=Basic {sent}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_got_for_an_identifier_and_a_secret()
    {
        await using var tokens = await TokenEndpoint.StartAsync();
        await using var facts = await FactsServer.StartAsync(kestrel => kestrel.Listen(IPAddress.Loopback, 0));

        var text = await PlannedCall.TextAsync(
            facts.Url.ToString(), "-A", "oauth2", "-a", "app:open", "--token-url", tokens.Url, "--scope", "read write");

        Assert.Contains("authorization=Bearer from-the-endpoint", text, StringComparison.Ordinal);
        Assert.Equal(
            ["POST", "Basic YXBwOm9wZW4=", "grant_type=client_credentials&scope=read+write"], tokens.Seen);
    }

    [Theory]
    [InlineData("needs the credentials: -a USER:PASSWORD", "-A", "digest")]
    [InlineData("needs the credentials: -a USER:PASSWORD", "-A", "basic")]
    [InlineData("needs the token: -a TOKEN", "-A", "bearer")]
    [InlineData("-a ID:SECRET", "-A", "oauth2", "--token-url", "https://example.com/token")]
    [InlineData("exclude each other", "-A", "digest", "--bearer", "hunter2")]
    [InlineData("from the netrc file", "-A", "netrc", "-a", "me:hunter2")]
    [InlineData("exclude each other", "-A", "netrc", "--ignore-netrc")]
    [InlineData("needs --token-url", "-A", "oauth2", "-a", "me:hunter2")]
    [InlineData("belong to -A oauth2", "--token-url", "localhost")]
    [InlineData("belong to -A oauth2", "--scope", "a", "-a", "me:hunter2")]
    [InlineData("http", "-A", "oauth2", "-a", "me:hunter2", "--token-url", "http://example.com/token")]
    public void What_can_t_be_done_is_refused(string reason, params string[] options)
    {
        var refusal = Assert.Throws<UsageException>(() => PlannedCall.Open(["example.com", .. options])).Message;

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_type_is_refused_with_those_that_there_are() => Assert.Contains(
        "takes basic, digest",
        Assert.Throws<UsageException>(() => CommandLine.Parse("example.com", "-A", "ntlm")).Message,
        StringComparison.Ordinal);
}
