namespace Peregrine;

/// <summary>What a user who clones the repository relies on.</summary>
public sealed class RepositoryTests
{
    [Fact]
    public void Every_project_has_its_lock_file()
    {
        var without = Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"))
            .Where(project => !File.Exists(Repository.At(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))));

        Assert.Empty(without);
    }

    [Fact]
    public void The_samples_have_no_lock_file() => Assert.False(File.Exists(Repository.At("samples/packages.lock.json")));

    [Theory]
    [InlineData("dotnet run --project src/Peregrine.Cli -- tour")]
    [InlineData("./check")]
    public void The_readme_names_its_two_commands(string command)
    {
        var lines = File.ReadLines(Repository.At("README.md")).Select(line => line.Trim().TrimStart('$').Trim());

        Assert.Contains(lines, line => line == command || line.StartsWith(command + " ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("check")]
    [InlineData(".ci/run")]
    public void The_scripts_can_be_run(string script)
    {
        Assert.StartsWith("#!/usr/bin/env bash\n", File.ReadAllText(Repository.At(script)), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Repository.At(script)).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable.");
        }
    }

    [Fact]
    public void Ci_runs_what_people_run() => Assert.Contains("./check", File.ReadAllText(Repository.At(".ci/run")), StringComparison.Ordinal);

    [Fact]
    public void The_projects_that_the_commands_need_are_there()
    {
        Assert.True(File.Exists(Repository.At("src/Peregrine.Cli/Peregrine.Cli.csproj")));
        Assert.True(File.Exists(Repository.At("Peregrine.slnx")));
    }
}
