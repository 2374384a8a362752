using System.Text;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What somebody does who installs the packages that <c>./pack</c> makes, from that feed alone.</summary>
[Trait("run", "long")]
[Collection(nameof(ProcessCollection))]
public sealed partial class FeedTests(Packages packages)
{
    private const string Octocat = """{"login":"octocat","name":"The Octocat","public_repos":8}""";
    private const string NativeProgram = "tools/any/linux-x64/Peregrine.Cli";
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    public static TheoryData<string> Ids => [.. Packages.FeedIds];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task Packing_in_two_folders_gives_the_same_files(string id)
    {
        using var one = Packages.Open(await packages.FeedAsync(), id);
        using var other = Packages.Open(await packages.FeedFromElsewhereAsync(), id);
        var files = one.Entries.Select(entry => entry.FullName)
            .Where(name => name != NativeProgram) // Its compiler does not promise the same bytes in another folder.
            .ToList();

        Assert.NotEmpty(files);
        Assert.All(
            files,
            name => Assert.True(Packages.Bytes(one, name).AsSpan().SequenceEqual(Packages.Bytes(other, name)), name));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task No_file_of_a_package_names_a_folder_of_the_machine(string id)
    {
        var feed = await packages.FeedFromElsewhereAsync();
        string[] folders =
        [
            Path.GetDirectoryName(feed)!,
            Repository.Root,
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + "/",
        ];
        Assert.Equal(
            Packages.FeedIds == Packages.Ids || id is not ("Peregrine.Cli" or "Peregrine.Cli.linux-x64"),
            Packages.HasSymbols(feed, id));
        foreach (var kind in Packages.HasSymbols(feed, id) ? new[] { "nupkg", "snupkg" } : ["nupkg"])
        {
            using var package = Packages.Open(feed, id, kind);
            foreach (var entry in package.Entries)
            {
                var bytes = Packages.Bytes(package, entry.FullName);
                Assert.All(
                    folders,
                    folder => Assert.False(Has(bytes, folder), $"{entry.FullName} of {id}.{kind} names {folder}."));
            }
        }
    }

    [Fact]
    public async Task The_repository_and_the_commit_are_those_that_the_builder_names()
    {
        var feed = await packages.FeedAsync(
            "named",
            "--portable",
            "-p:RepositoryUrl=https://github.com/example/peregrine",
            $"-p:RepositoryCommit={Commit}");

        foreach (var id in Packages.Ids)
        {
            var metadata = Packages.Metadata(feed, id);
            var repository = metadata.Element("repository")!;
            using var package = Packages.Open(feed, id);
            Assert.Equal("git", repository.Attribute("type")!.Value);
            Assert.Equal("https://github.com/example/peregrine", repository.Attribute("url")!.Value);
            Assert.Equal(Commit, repository.Attribute("commit")!.Value);
            Assert.Equal("https://github.com/example/peregrine", metadata.Element("projectUrl")!.Value);
            Assert.EndsWith(
                "](https://github.com/example/peregrine)\n",
                Encoding.UTF8.GetString(Packages.Bytes(package, "README.md")),
                StringComparison.Ordinal);
        }

        // SourceLink: where a debugger fetches a source from.
        using var symbols = Packages.Open(feed, "Peregrine", "snupkg");
        Assert.True(Has(
            Packages.Bytes(symbols, "lib/net10.0/Peregrine.pdb"),
            $"https://raw.githubusercontent.com/example/peregrine/{Commit}/*"));
    }

    [Fact]
    public async Task The_tool_is_installed_and_makes_a_call()
    {
        await using var server = Responder.Json(Octocat);
        using var folder = await FolderAsync();
        string[] install = ["tool", "install", "Peregrine.Cli", "--tool-path", folder.At("tools")];
        (await Command.DotnetAsync(folder.Path, install, Variables(folder))).Succeeded();

        var run = await Command.RunAsync(folder.At("tools/peregrine"), folder.Path, [server.Url]);

        Assert.Equal(Octocat, run.Succeeded().Output);

        // The second program is there too.
        var tour = await Command.RunAsync(folder.At("tools/peregrine"), folder.Path, ["tour", "--against", "no-url"]);
        Assert.Contains("--against needs an absolute", tour.Output, StringComparison.Ordinal);
        Assert.Equal(2, tour.ExitCode);
    }

    [Fact]
    public async Task The_tool_runs_without_being_installed()
    {
        await using var server = Responder.Json(Octocat);
        using var folder = await FolderAsync();

        var run = await Command.DotnetAsync(
            folder.Path, ["dnx", "--yes", "Peregrine.Cli", "--", server.Url], Variables(folder));

        Assert.EndsWith(Octocat, run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_names_the_package_and_runs()
    {
        await using var server = Responder.Json(Octocat);
        using var folder = await FolderAsync();
        await WriteAsync(folder, "script.cs", $"""
            #:package Peregrine@{Packages.Version}
            #:property PublishAot=false
            Console.WriteLine(Peregrine.Http.Get("{server.Url}").Json()["login"]);
            """);

        var run = await Command.DotnetAsync(folder.Path, ["run", "script.cs"], Variables(folder));

        Assert.EndsWith("octocat", run.Succeeded().Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_with_the_package_is_told_what_its_analyzers_find()
    {
        using var folder = await FolderAsync();
        await WriteAsync(folder, "Slips.csproj", ProjectOf("Peregrine"));
        await WriteAsync(folder, "Program.cs", """
            var text = $"https://h.example/users/{args[0]}";
            using var response = Peregrine.Http.Stream(HttpMethod.Get, text);
            var chunks = response.Chunks().ToList();
            Peregrine.Http.Get($"https://h.example/{Task.FromResult(chunks.Count)}");
            """);

        var build = await Command.DotnetAsync(folder.Path, ["build"], Variables(folder));

        foreach (var id in new[] { "(1,12): warning PRG001", "(3,14): warning PRG003", "(4,41): warning PRG002" })
        {
            Assert.Contains("Program.cs" + id, build.Succeeded().Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("README.md", "octocat")]
    [InlineData("src/Peregrine/PACKAGE.md", "octocat")]
    [InlineData("src/Peregrine.Testing/PACKAGE.md", "Alice")]
    public async Task The_first_program_of_the_page_runs_in_a_new_project(string page, string printed)
    {
        await using var server = Responder.Json(Octocat);
        using var folder = await FolderAsync();
        await WriteAsync(folder, "Program.cs", ProgramOf(
            await File.ReadAllTextAsync(Repository.At(page), TestContext.Current.CancellationToken), server.Url));
        await WriteAsync(folder, "Page.csproj", ProjectOf("Peregrine.Testing"));

        var run = await Command.DotnetAsync(folder.Path, ["run"], Variables(folder));

        Assert.Contains(printed, run.Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_native_program_is_made_with_the_package_without_a_warning_and_runs()
    {
        Peer.Require("gcc", "gcc");
        await using var server = Responder.Json(Responder.UserAndPage);
        using var folder = await FolderAsync();
        await WriteAsync(folder, "Native.csproj", ProjectOf(
            "Peregrine",
            $"""
             <PublishAot>true</PublishAot>
             <JsonSerializerIsReflectionEnabledByDefault>false</JsonSerializerIsReflectionEnabledByDefault>
             <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
             <CppCompilerAndLinker>gcc</CppCompilerAndLinker>
             """,
            $"""<Compile Include="{Repository.At("tests/Peregrine.Aot")}/*.cs" />"""));

        // The package comes from the feed alone, and is unpacked then; the compiler comes from where the machine gets
        // its packages.
        var plain = await Command.DotnetAsync(folder.Path, ["restore", "-p:PublishAot=false"], Variables(folder));
        plain.Succeeded();
        File.Delete(folder.At("nuget.config"));
        var restore = await Command.DotnetAsync(folder.Path, ["restore", "--use-current-runtime"], Variables(folder));
        Assert.SkipWhen(
            NoPackage().IsMatch(restore.Output), "needs the package Microsoft.DotNet.ILCompiler from a registry");
        restore.Succeeded();
        (await Command.DotnetAsync(
            folder.Path,
            ["publish", "--use-current-runtime", "--no-restore", "-o", folder.At("out")],
            Variables(folder)))
            .Succeeded();

        var run = await Command.RunAsync(folder.At("out/Native"), folder.Path, [server.Url]);

        Assert.Equal($"ok: {server.Url}", run.Succeeded().Output.Trim());
    }

    private async Task<TemporaryFolder> FolderAsync()
    {
        var folder = new TemporaryFolder();
        await WriteAsync(
            folder,
            "nuget.config",
            $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{await packages.FeedAsync()}" /></packageSources>
            </configuration>
            """);
        return folder;
    }

    // The folder of packages is the project's own, so that no package from an earlier run is found.
    private static Dictionary<string, string?> Variables(TemporaryFolder folder) =>
        new() { ["NUGET_PACKAGES"] = folder.At("packages"), ["CI"] = null };

    private static Task WriteAsync(TemporaryFolder folder, string name, string text) =>
        File.WriteAllTextAsync(folder.At(name), text, TestContext.Current.CancellationToken);

    private static string ProjectOf(string package, string properties = "", string items = "") =>
        $"""
         <Project Sdk="Microsoft.NET.Sdk">
           <PropertyGroup>
             <OutputType>Exe</OutputType>
             <TargetFramework>net10.0</TargetFramework>
             <ImplicitUsings>enable</ImplicitUsings>
             <Nullable>enable</Nullable>
             {properties}
           </PropertyGroup>
           <ItemGroup>
             <PackageReference Include="{package}" Version="{Packages.Version}" />
             {items}
           </ItemGroup>
         </Project>
         """;

    // The first block of C#, a whole program, with our server in the place of the one that it names; one with a mock
    // has no server.
    private static string ProgramOf(string page, string url)
    {
        var program = Block().Match(page).Groups["code"].Value;
        return program.Contains("MockTransport", StringComparison.Ordinal) ? program : Host().Replace(program, url);
    }

    private static bool Has(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0
            || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"https://[A-Za-z0-9.-]+")]
    private static partial Regex Host();

    [GeneratedRegex(@"\bNU1(101|102|301)\b")]
    private static partial Regex NoPackage();
}
