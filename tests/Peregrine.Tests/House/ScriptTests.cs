using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>The scripts that people and CI run.</summary>
[Collection(nameof(ProcessCollection))]
public sealed partial class ScriptTests
{
    // Every Debian has these packages.
    private static readonly string[] Essential = ["bash", "bsdutils"];

    public ScriptTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "the scripts are written for bash");

    [Theory]
    [InlineData("check")]
    [InlineData("pack")]
    [InlineData(".ci/run")]
    [InlineData("eng/lock")]
    public void It_can_be_run(string script)
    {
        Assert.StartsWith("#!/usr/bin/env bash\n", File.ReadAllText(Repository.At(script)), StringComparison.Ordinal);
        Assert.True(IsExecutable(script), $"{script} is not executable.");
    }

    [Theory]
    [InlineData("check", "--nonsense", "check: there is no option --nonsense.\nTry ./check --help.\n")]
    [InlineData("check", "--long --nonsense", "check: there is no option --nonsense.\nTry ./check --help.\n")]
    [InlineData("pack", "--nonsense", "pack: there is no option --nonsense.\nTry ./pack --help.\n")]
    [InlineData("pack", "--output", "pack: --output needs a folder.\nTry ./pack --help.\n")]
    public async Task Wrong_usage_is_2_and_says_what_is_wrong(string script, string arguments, string complaint)
    {
        var run = await Command.RunAsync(Repository.At(script), Repository.Root, arguments.Split(' '));

        Assert.Equal((2, complaint), (run.ExitCode, run.Output));
    }

    [Theory]
    [InlineData("check", "./check --long ")]
    [InlineData("pack", "./pack [--output FOLDER]")]
    public async Task Help_is_short_and_names_the_options(string script, string line)
    {
        var run = await Command.RunAsync(Repository.At(script), Repository.Root, ["--help"]);

        Assert.Contains(line, run.Succeeded().Output, StringComparison.Ordinal);
        Assert.InRange(run.Output.Split('\n').Length, 3, 20);
    }

    [Fact]
    public void Every_package_that_a_test_asks_for_is_one_that_check_installs()
    {
        var script = File.ReadAllText(Repository.At("check"));
        var installed = Peers().Matches(script).SelectMany(
            match => match.Groups["names"].Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var asked = Repository.Sources("tests")
            .SelectMany(file => Require().Matches(File.ReadAllText(Repository.At(file))))
            .Select(match => match.Groups["package"].Value)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Contains("nginx", asked);
        Assert.Empty(asked.Except(installed).Except(Essential));
    }

    [Theory]
    [InlineData("3 passed, 0 failed", 0, "1 passed, 0 failed", 0, "4 passed, 0 failed", 0)]
    [InlineData("3 passed, 0 failed", 0, "1 passed, 0 failed, 2 skipped", 0, "4 passed, 0 failed, 2 skipped", 0)]
    [InlineData(
        "3 passed, 2 failed, 1 skipped", 1, "1 passed, 1 failed, 2 skipped", 1, "4 passed, 3 failed, 3 skipped", 1)]
    [InlineData("3 passed, 0 failed", 1, "1 passed, 0 failed", 0, "4 passed, 1 failed", 1)]
    [InlineData("Segmentation fault", 139, "1 passed, 0 failed", 0, "1 passed, 1 failed", 1)]
    [InlineData("0 passed, 0 failed", 0, "", 0, "0 passed, 2 failed", 1)]
    public async Task Ci_ends_with_the_counts_of_both_runs(
        string quick, int quickStatus, string slow, int slowStatus, string sum, int status)
    {
        Peer.Require("git", "git");
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("here/.ci"));
        File.Copy(Repository.At(".ci/run"), folder.At("here/.ci/run"));
        await File.WriteAllTextAsync(folder.At("here/check"), $"""
            #!/usr/bin/env bash
            echo "in $PWD with $PEREGRINE_PEERS and ${"{1:-nothing}"}"
            if [[ $# == 0 ]]; then echo '{quick}'; exit {quickStatus}; else echo '{slow}'; exit {slowStatus}; fi
            """);
        (await Command.RunAsync("chmod", folder.Path, ["+x", "here/check"])).Succeeded();
        await CommitAsync(folder.At("here"));

        var run = await Command.RunAsync(
            folder.At("here/.ci/run"), folder.Path, [], new Dictionary<string, string?> { ["TMPDIR"] = folder.Path });

        Assert.Equal((status, sum), (run.ExitCode, run.Output.TrimEnd().Split('\n')[^1]));
        Assert.Matches($@"in {folder.Path}/tmp\.\w+/clone with required and nothing", run.Output);
        Assert.Contains($"in {folder.At("here")} with required and --long", run.Output, StringComparison.Ordinal);
        Assert.Equal(["here"], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    private static async Task CommitAsync(string folder)
    {
        foreach (var arguments in new[]
        {
            "init -q", "add -A", "-c user.name=a -c user.email=a@example.com commit -q -m a",
        })
        {
            (await Command.RunAsync("git", folder, arguments.Split(' '))).Succeeded();
        }
    }

    private static bool IsExecutable(string script) =>
        !OperatingSystem.IsWindows() && File.GetUnixFileMode(Repository.At(script)).HasFlag(UnixFileMode.UserExecute);

    [GeneratedRegex(@"^(quick|long)_peers=\((?<names>[^)]*)\)", RegexOptions.Multiline)]
    private static partial Regex Peers();

    [GeneratedRegex("""Peer\.Require(File)?\([^;]*?, "(?<package>[a-z0-9.+-]+)"\)""")]
    private static partial Regex Require();
}
