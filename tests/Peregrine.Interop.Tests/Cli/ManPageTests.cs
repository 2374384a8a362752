using System.Diagnostics;

namespace Peregrine;

public sealed class ManPageTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"peregrine-{Path.GetRandomFileName()}.1");

    private static readonly string Page = ManPage.Text("1.2.3");

    [Fact]
    public void It_names_every_option() => Assert.All(
        CommandOptions.All,
        option => Assert.Contains(
            $"\\-\\-{option.Name.Replace("-", "\\-", StringComparison.Ordinal)}", Page, StringComparison.Ordinal));

    [Fact]
    public void It_has_no_line_that_is_a_command_by_mistake() => Assert.All(
        Page.Split('\n'),
        line => Assert.Matches(@"^(\.(TH|SH|TP|PP)( .*)?|[^.'].*|)$", line));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task Mandoc_has_nothing_to_say_against_it() =>
        Assert.Empty(await ReadByAsync("mandoc", "mandoc", "-Tlint", "-Wwarning"));

    [Fact]
    [Trait("run", "long")]
    public async Task Man_shows_it() => Assert.StartsWith(
        "PEREGRINE(1)",
        await ReadByAsync("man", "man-db", "--warnings", "-l", "-Tutf8", "-P", "cat"), StringComparison.Ordinal);

    [Fact]
    public async Task The_command_prints_it() =>
        Assert.StartsWith(".TH PEREGRINE 1 ", (await CliProcess.RunAsync("man")).Output, StringComparison.Ordinal);

    private async Task<string> ReadByAsync(string command, string package, params string[] arguments)
    {
        await File.WriteAllTextAsync(_path, Page, TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(Peer.Require(command, package), [.. arguments, _path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["LC_ALL"] = "C.UTF-8", ["MANROFFSEQ"] = "" },
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (process.ExitCode, await errors));
        return output;
    }
}
