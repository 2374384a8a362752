using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>A session of HTTPie's is read, and goes on in a file of our own.</summary>
public sealed class HttpieSessionTests(OurHttpbin server) : IDisposable
{
    private const string New = """
        {
            "__meta__": { "about": "HTTPie session file", "httpie": "3.2.1" },
            "auth": { "raw_auth": "me:open", "type": "basic" },
            "cookies": [
                { "domain": "", "expires": null, "name": "a", "path": "/", "secure": false, "value": "1" },
                { "domain": "127.0.0.1", "expires": 4102444800, "name": "b", "path": "/", "value": "2" },
                { "domain": "other.example", "expires": null, "name": "c", "path": "/", "secure": true, "value": "3" }
            ],
            "headers": [{ "name": "X-Kept", "value": "1" }, { "name": "X-Kept", "value": "2" }]
        }
        """;

    private const string Old = """
        {
            "__meta__": { "httpie": "1.0.3" },
            "auth": { "password": "open", "type": "basic", "username": "me" },
            "cookies": {
                "a": { "expires": null, "path": "/", "secure": false, "value": "1" },
                "b": { "expires": null, "path": "/", "secure": false, "value": "2" }
            },
            "headers": { "X-Kept": "2" }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string Theirs => Path.Combine(_folder.FullName, "hs.json");

    private string Own => Path.Combine(_folder.FullName, "hs.peregrine.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(New, "--session", "1,2")]
    [InlineData(New, "--session-read-only", "1,2")]
    [InlineData(Old, "--session", "2")]
    [InlineData(Old, "--session-read-only", "2")]
    public async Task What_httpie_has_kept_is_sent(string content, string option, string kept)
    {
        await File.WriteAllTextAsync(Theirs, content, Test);

        var seen = await SeenAsync(option, Theirs);

        Assert.Equal(kept, seen["X-Kept"]);
        Assert.Equal(("Basic bWU6b3Blbg==", "a=1; b=2"), (seen["Authorization"], seen["Cookie"]));
        Assert.Equal(content, await File.ReadAllTextAsync(Theirs, Test));
        Assert.Equal(option == "--session", File.Exists(Own));
    }

    [Fact]
    public async Task It_goes_on_in_a_file_of_our_own()
    {
        await File.WriteAllTextAsync(Theirs, New, Test);

        await SeenAsync("--session", Theirs, "X-Kept:3", "Cookie:a=4");
        var seen = await SeenAsync("--session", Theirs);
        var same = await SeenAsync("--session", Own);

        Assert.Equal(("3", "Basic bWU6b3Blbg==", "a=4; b=2"), (seen["X-Kept"], seen["Authorization"], seen["Cookie"]));
        Assert.Equal(seen["Cookie"], same["Cookie"]);
        Assert.Contains("other.example", await File.ReadAllTextAsync(Own, Test), StringComparison.Ordinal);
        Assert.Equal(New, await File.ReadAllTextAsync(Theirs, Test));
    }

    [Theory]
    [InlineData("digest", "raw_auth", "me:open", "Digest")]
    [InlineData("bearer", "raw_auth", "token", "Bearer")]
    public void Credentials_are_of_their_kind(string type, string name, string value, string kind) => Assert.Equal(
        kind, Memory($$""" {"auth": {"type": "{{type}}", "{{name}}": "{{value}}" } } """).Login!.ToString());

    [Theory]
    [InlineData("""{"auth": {"type": null, "username": null, "password": null}}""")]
    [InlineData("""{"auth": null, "headers": [], "cookies": []}""")]
    [InlineData("{}")]
    public void What_is_not_there_is_nothing(string json) => Assert.Equal("0 headers, ", Memory(json).ToString());

    [Fact]
    public void What_is_of_one_call_is_not_taken() => Assert.Equal(
        ["X-Kept"],
        Memory("""{"headers": {"X-Kept": "1", "Content-Type": "a/b", "If-Match": "c"}}""").Headers
            .Select(field => field.Key));

    [Theory]
    [InlineData(""" "auth": {"type": "hunter2", "raw_auth": "hunter2"} """, "kind that there is none of here")]
    [InlineData(""" "headers": 5 """, "can be read")]
    [InlineData(""" "headers": [{"name": "X-A"}] """, "can be read")]
    [InlineData(""" "cookies": [5] """, "can be read")]
    public async Task One_that_can_t_be_read_is_told_and_left_as_it_is(string member, string reason)
    {
        var content = $$"""{"__meta__": {"httpie": "3.2.1"}, {{member}} }""";
        await File.WriteAllTextAsync(Theirs, content, Test);
        var url = await UrlAsync();

        var refusal = Assert.Throws<UsageException>(() => PlannedCall.Open(url, "--session", Theirs)).Message;

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(Theirs, Test));
        Assert.False(File.Exists(Own));
    }

    [Theory]
    [InlineData("hs.json", "hs.peregrine.json")]
    [InlineData("a.b/hs", "a.b/hs.peregrine.json")]
    public void Our_own_file_lies_beside_it(string theirs, string ours) =>
        Assert.Equal(ours, HttpieSession.OwnPathOf(theirs));

    private OriginMemory Memory(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        root["__meta__"] = new JsonObject { ["httpie"] = "3.2.1" };
        File.WriteAllText(Theirs, root.ToJsonString());
        return HttpieSession.Read(Theirs)!.ToMemory();
    }

    private async Task<Dictionary<string, string>> SeenAsync(params string[] options) =>
        JsonNode.Parse(await PlannedCall.TextAsync([await UrlAsync(), .. options]))!["headers"]!.AsObject()
            .ToDictionary(field => field.Key, field => field.Value!.ToString(), StringComparer.OrdinalIgnoreCase);

    private async Task<string> UrlAsync() => $"{(await server.BinAsync()).Url}headers";
}
