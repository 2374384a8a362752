namespace Peregrine;

public sealed class TourTests(RealHttpbin real)
{
    private const int StopsWithoutTls = 16;

    [Fact]
    [Trait("run", "long")]
    public async Task The_tour_passes_against_the_real_httpbin()
    {
        var url = await real.UrlAsync();

        var run = await CliProcess.RunAsync("tour", "--against", url.OriginalString);

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Equal(StopsWithoutTls + 1, TourTable.Of(run.Output).Count);
    }

    [Fact]
    public async Task A_server_that_answers_500_to_everything_fails_the_tour_and_each_stop_that_needs_it()
    {
        await using var server = await FailingServer.StartAsync(TestContext.Current.CancellationToken);

        var run = await CliProcess.RunAsync("tour", "--against", server.Url);

        Assert.Equal(1, run.ExitCode);
        var table = TourTable.Of(run.Output);
        Assert.Equal(StopsWithoutTls + 1, table.Count);
        Assert.All(table, row => Assert.Equal(
            HasItsOwnServer(row), row.EndsWith("passed", StringComparison.Ordinal)));
        Assert.InRange(run.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_and_fails_the_tour()
    {
        var run = await CliProcess.RunAsync("tour", "--against=http://127.0.0.1:1/");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("http://127.0.0.1:1/", run.Errors, StringComparison.Ordinal);
        Assert.Contains("connection refused", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detour")]
    [InlineData("tour", "--agains", "http://127.0.0.1:1/")]
    [InlineData("tour", "--against")]
    [InlineData("tour", "--against", "ftp://127.0.0.1/")]
    [InlineData("tour", "--against", "http://user:secret@127.0.0.1:1/")]
    [InlineData("tour", "--against", "http://127.0.0.1:1/", "more")]
    public async Task Wrong_usage_is_2_and_says_what_is_right(params string[] arguments)
    {
        var run = await CliProcess.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.InRange(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length, 1, 2);
        Assert.DoesNotContain("secret", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("tour", "--help")]
    public async Task Help_names_the_commands(params string[] arguments)
    {
        var run = await CliProcess.RunAsync(arguments);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Errors);
        Assert.Contains("peregrine tour", run.Output, StringComparison.Ordinal);
    }

    private static bool HasItsOwnServer(string row) =>
        row.StartsWith("429 with Retry-After", StringComparison.Ordinal)
            || row.StartsWith("A rate, ", StringComparison.Ordinal)
            || row.StartsWith("OAuth 2", StringComparison.Ordinal);
}
