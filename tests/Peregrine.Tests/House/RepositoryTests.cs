using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What a user who clones the repository relies on.</summary>
public sealed partial class RepositoryTests
{
    [Fact]
    public void Every_project_has_its_lock_file()
    {
        string[] folders = ["src", "tests", "samples", "bench/load"];
        var without = folders.SelectMany(folder => Repository.Files(folder, "*.csproj"))
            .Where(project =>
                !File.Exists(Repository.At(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))));

        Assert.Empty(without);
    }

    [Fact]
    public void Every_lock_file_knows_our_own_packages_in_the_version_of_today()
    {
        var others = Repository.Files("", "packages.lock.json")
            .SelectMany(file => Own().Matches(File.ReadAllText(Repository.At(file))).Select(
                match => (File: file, Version: match.Groups["version"].Value)))
            .Where(own => own.Version != Packages.Version)
            .Select(own => $"{own.File} has {own.Version}: eng/lock writes it anew");

        Assert.Empty(others);
    }

    [Fact]
    public void The_samples_have_no_lock_file() =>
        Assert.False(File.Exists(Repository.At("samples/packages.lock.json")));

    [Theory]
    [InlineData("dotnet run --project src/Peregrine.Cli -- tour")]
    [InlineData("./check")]
    public void The_readme_names_its_two_commands(string command)
    {
        var lines = File.ReadLines(Repository.At("README.md")).Select(line => line.Trim().TrimStart('$').Trim());

        Assert.Contains(lines, line => line == command || line.StartsWith(command + " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Ci_runs_what_people_run() =>
        Assert.Contains("./check", File.ReadAllText(Repository.At(".ci/run")), StringComparison.Ordinal);

    [Fact]
    public void The_projects_that_the_commands_need_are_there()
    {
        Assert.True(File.Exists(Repository.At("src/Peregrine.Cli/Peregrine.Cli.csproj")));
        Assert.True(File.Exists(Repository.At("Peregrine.slnx")));
    }

    // "Peregrine.Testing": "[0.2.0, )", what a project of ours needs of another one.
    [GeneratedRegex("\"Peregrine[A-Za-z.]*\": \"\\[(?<version>[^,]+), \\)\"")]
    private static partial Regex Own();
}
