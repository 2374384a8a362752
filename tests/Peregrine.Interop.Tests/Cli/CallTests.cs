using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What reaches the server.</summary>
public sealed class CallTests(OurHttpbin server)
{
    [Fact]
    public async Task A_url_alone_is_a_get()
    {
        var seen = await SeenAsync([], "page==1", "X-Key:abc", "User-Agent:");

        Assert.Equal("GET", (string?)seen["method"]);
        Assert.Equal("1", (string?)seen["args"]!["page"]);
        Assert.Equal("abc", (string?)seen["headers"]!["X-Key"]);
        Assert.Null(seen["headers"]!["User-Agent"]);
    }

    [Fact]
    public async Task Fields_are_posted_as_json()
    {
        var seen = await SeenAsync([], "name=Alice", "age:=30");

        Assert.Equal("POST", (string?)seen["method"]);
        Assert.Equal("""{"name":"Alice","age":30}""", (string?)seen["data"]);
        Assert.Equal("application/json", (string?)seen["headers"]!["Content-Type"]);
    }

    [Fact]
    public async Task A_form_is_urlencoded()
    {
        var seen = await SeenAsync(["PUT"], "-f", "name=Alice B", "name=Bob");

        Assert.Equal("PUT", (string?)seen["method"]);
        Assert.Equal("""["Alice B","Bob"]""", seen["form"]!["name"]!.ToJsonString());
        Assert.Equal("application/x-www-form-urlencoded", (string?)seen["headers"]!["Content-Type"]);
    }

    [Fact]
    public async Task A_file_goes_as_a_part_beside_the_fields()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, "the file");
        try
        {
            var seen = await SeenAsync(["POST"], "name=Alice", "age:=30", $"photo@{path};type=text/plain");

            Assert.Equal("the file", (string?)seen["files"]!["photo"]);
            Assert.Equal(("Alice", "30"), ((string?)seen["form"]!["name"], (string?)seen["form"]!["age"]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("""{"a": 1}""", "POST", "POST")]
    [InlineData("""{"a": 1}""", "PUT", "PUT")]
    public async Task A_pipe_is_the_body_of_a_method_that_takes_one(string input, string method, string expected)
    {
        var run = await CliProcess.RunWithInputAsync(input, method, await UrlAsync("anything"));

        var seen = JsonNode.Parse(run.Bytes)!;
        Assert.Equal((expected, input), ((string?)seen["method"], (string?)seen["data"]));
    }

    [Fact]
    public async Task A_hyphen_asks_for_standard_input()
    {
        var run = await CliProcess.RunWithInputAsync(
            "a text", await UrlAsync("anything"), "-", "Content-Type:text/plain");

        var seen = JsonNode.Parse(run.Bytes)!;
        Assert.Equal(("POST", "a text"), ((string?)seen["method"], (string?)seen["data"]));
        Assert.Equal("text/plain", (string?)seen["headers"]!["Content-Type"]);
    }

    [Fact]
    public async Task A_get_leaves_standard_input_to_others()
    {
        var run = await CliProcess.RunWithInputAsync("for somebody else", await UrlAsync("anything"));

        Assert.Equal(
            ("GET", ""), ((string?)JsonNode.Parse(run.Bytes)!["method"], (string?)JsonNode.Parse(run.Bytes)!["data"]));
    }

    [Fact]
    public async Task Credentials_can_stay_out_of_the_arguments()
    {
        var run = await CliProcess.RunWithVariableAsync(
            "PEREGRINE_TEST_LOGIN", "user:pass", await UrlAsync("basic-auth/user/pass"),
            "--auth-env", "PEREGRINE_TEST_LOGIN");

        Assert.True(run.ExitCode == 0, run.Errors);
    }

    [Fact]
    public async Task Retries_are_made()
    {
        var run = await CliProcess.RunAsync("-v", await UrlAsync("status/503"), "--retry", "1");

        Assert.Equal(5, run.ExitCode);
        Assert.Contains("* try 1: 503, then waited 1 s\n", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_tells_of_the_connection_and_of_the_time_that_each_step_took()
    {
        var run = await CliProcess.RunAsync("-v", await UrlAsync("get"));

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Matches(@"\* connection [0-9]+ new, from 127\.0\.0\.1:[0-9]+ to 127\.0\.0\.1:[0-9]+\n", run.Errors);
        Assert.Matches(
            @"\n\n\* connection .*\n\* total [0-9.]+ m?s: (pool [0-9.]+ m?s, )?connect [0-9.]+ m?s, send [0-9.]+ m?s, "
            + @"wait [0-9.]+ m?s, "
            + @"receive [0-9.]+ m?s\n", run.Errors);
    }

    private async Task<JsonNode> SeenAsync(string[] method, params string[] arguments)
    {
        var run = await CliProcess.RunAsync([.. method, await UrlAsync("anything"), .. arguments]);
        Assert.True(run.ExitCode == 0, run.Errors);
        return JsonNode.Parse(run.Bytes)!;
    }

    private async Task<string> UrlAsync(string path) => $"{(await server.BinAsync()).Url}{path}";
}
