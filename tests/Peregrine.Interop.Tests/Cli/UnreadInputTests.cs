using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>Standard input: what is sent as it comes, and what is left alone, which is said.</summary>
public sealed class UnreadInputTests(OurHttpbin server)
{
    [Theory]
    [InlineData("DELETE $U <FILE", "DELETE takes no body")]
    [InlineData("$U <FILE", "GET takes no body")]
    [InlineData("POST $U a=b <FILE", "something else is the body")]
    public async Task What_is_not_sent_is_said(string line, string reason)
    {
        var run = await RunAsync(line);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"peregrine: standard input is not sent: {reason}", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("for others", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE -I $U <FILE")]
    [InlineData("DELETE $U </dev/null")]
    [InlineData("DELETE $U <&-")]
    [InlineData("DELETE $U - <FILE")]
    [InlineData("POST $U <FILE")]
    public async Task Nothing_is_said_where_nothing_is_lost(string line)
    {
        var run = await RunAsync(line);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task A_file_that_was_read_to_its_end_is_not_told()
    {
        var run = await RunAsync("DELETE $U", "{ cat >/dev/null; ", "; } <FILE");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
    }

    [Fact]
    public async Task What_comes_by_a_pipe_is_sent_in_chunks_on_demand()
    {
        var run = await CliProcess.RunWithInputAsync("a text", "POST", await UrlAsync(), "--chunked");

        var seen = JsonNode.Parse(run.Bytes)!;
        Assert.Equal(("a text", "chunked"), ((string?)seen["data"], (string?)seen["headers"]!["Transfer-Encoding"]));
    }

    [Theory]
    [InlineData("a=b", """{"a":"b"}""")]
    [InlineData("@FILE", "for others")]
    public async Task Fields_and_files_are_sent_in_chunks_on_demand(string item, string data)
    {
        var run = await RunAsync($"POST $U --chunked {item}");

        var seen = JsonNode.Parse(run.Bytes)!;
        Assert.Equal((data, "chunked"), ((string?)seen["data"], (string?)seen["headers"]!["Transfer-Encoding"]));
    }

    private async Task<CliProcess> RunAsync(string line, string before = "", string after = "")
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "for others", TestContext.Current.CancellationToken);
            var url = await UrlAsync();
            return await CliProcess.RunInShellAsync(
                $"{before}$P {line}{after}"
                    .Replace("$U", url, StringComparison.Ordinal).Replace("FILE", path, StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private async Task<string> UrlAsync() => $"{(await server.BinAsync()).Url}anything";
}
