namespace Peregrine;

/// <summary>What somebody does who installs the command from a clone.</summary>
[Trait("run", "long")]
[Collection(nameof(ProcessCollection))]
public sealed class InstallTests
{
    private static readonly string[] Files =
    [
        "bin/peregrine", "share/man/man1/peregrine.1", "share/bash-completion/completions/peregrine",
        "share/zsh/site-functions/_peregrine", "share/fish/vendor_completions.d/peregrine.fish",
    ];

    [Fact]
    public async Task The_command_is_compiled_for_the_machine_installed_and_taken_away_again()
    {
        Peer.Require("gcc", "gcc");
        const string Json = """{"login":"octocat"}""";
        await using var server = Responder.Json(Json);
        using var folder = new TemporaryFolder();

        var install = await InstallAsync("--prefix", folder.At("there"));
        var program = folder.At("there/bin/peregrine");
        var version = await Command.RunAsync(program, folder.Path, ["--version"]);
        var call = await Command.RunAsync(program, folder.Path, [server.Url]);
        var tour = await Command.RunAsync(program, folder.Path, ["tour", "--against", "no-url"]);

        Assert.DoesNotContain("warning", install.Succeeded().Output, StringComparison.Ordinal);
        Assert.StartsWith($"peregrine {Packages.Version}", version.Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(Json, call.Succeeded().Output);
        Assert.Equal(2, tour.ExitCode); // What the second program says of it.
        Assert.Contains("--against needs an absolute", tour.Output, StringComparison.Ordinal);
        Assert.All(Files, file => Assert.True(new FileInfo(folder.At("there/" + file)).Length > 0, file));
        Assert.False(File.Exists(folder.At("there/lib/peregrine/Peregrine.dll")), "a native program has no assemblies");
        (await InstallAsync("--uninstall", "--prefix", folder.At("there"))).Succeeded();
        Assert.All(Files, file => Assert.False(File.Exists(folder.At("there/" + file)), file));
        Assert.False(Directory.Exists(folder.At("there/lib/peregrine")));
    }

    [Fact]
    public async Task Another_program_of_that_name_stays()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("bin"));
        await File.WriteAllTextAsync(folder.At("bin/peregrine"), "mine", TestContext.Current.CancellationToken);

        foreach (var action in new[] { "--portable", "--uninstall" })
        {
            var refused = await InstallAsync(action, "--prefix", folder.Path);
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("another program", refused.Output, StringComparison.Ordinal);
        }

        Assert.Equal(
            "mine", await File.ReadAllTextAsync(folder.At("bin/peregrine"), TestContext.Current.CancellationToken));
    }

    private static Task<Command> InstallAsync(params string[] arguments) =>
        Command.RunAsync(Repository.At("install"), Repository.Root, arguments);
}
