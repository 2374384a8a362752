using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What a user gets who adds a package.</summary>
[Collection(nameof(ProcessCollection))]
public sealed partial class PackageTests(Packages packages)
{
    private const string Octocat = """{"login":"octocat","name":"The Octocat","public_repos":8}""";

    [Theory]
    [InlineData("Peregrine")]
    [InlineData("Peregrine.Testing")]
    public async Task A_package_has_readme_licence_documentation_and_symbols(string id)
    {
        await packages.PackedAsync();
        using var package = packages.Open(id);
        using var symbols = packages.Open(id, "snupkg");
        var metadata = packages.Metadata(id);

        Assert.Equal(Packages.Version, metadata.Element("version")!.Value);
        Assert.Equal("README.md", metadata.Element("readme")!.Value);
        Assert.Equal("MIT", metadata.Element("license")!.Value);
        Assert.Equal("expression", metadata.Element("license")!.Attribute("type")!.Value);
        Assert.False(string.IsNullOrWhiteSpace(metadata.Element("description")!.Value));
        Assert.NotNull(package.GetEntry("README.md"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.xml"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
    }

    [Fact]
    public async Task Peregrine_depends_on_nothing()
    {
        await packages.PackedAsync();

        Assert.Empty(packages.Metadata("Peregrine").Descendants("dependency"));
        Assert.Empty(packages.Metadata("Peregrine").Descendants("frameworkReference"));
    }

    [Fact]
    public async Task The_testing_kit_depends_on_Peregrine_and_the_framework_alone()
    {
        await packages.PackedAsync();
        var metadata = packages.Metadata("Peregrine.Testing");

        var dependency = Assert.Single(metadata.Descendants("dependency"));
        Assert.Equal("Peregrine", dependency.Attribute("id")!.Value);
        Assert.Equal(Packages.Version, dependency.Attribute("version")!.Value);
        Assert.Equal("Microsoft.AspNetCore.App", Assert.Single(metadata.Descendants("frameworkReference")).Attribute("name")!.Value);
    }

    [Theory]
    [InlineData("Peregrine")]
    [InlineData("Peregrine.Testing")]
    public async Task Packing_twice_gives_the_same_assembly(string id)
    {
        await packages.PackedAsync();

        Assert.Equal(await AssemblyAsync(id, second: false), await AssemblyAsync(id, second: true));
    }

    [Fact]
    public async Task The_first_snippet_of_the_readme_runs_in_a_new_project()
    {
        await packages.PackedAsync();
        await using var server = Responder.Json(Octocat);
        using var project = new TemporaryFolder();
        await WriteProjectAsync(project, Snippet(await File.ReadAllTextAsync(Repository.At("README.md"), TestContext.Current.CancellationToken), server.Url));

        var run = await Command.DotnetAsync(
            project.Path, ["run"], new Dictionary<string, string?> { ["NUGET_PACKAGES"] = project.At("packages"), ["CI"] = null });

        Assert.Contains("octocat", run.Succeeded().Output, StringComparison.Ordinal);
    }

    private async Task<byte[]> AssemblyAsync(string id, bool second)
    {
        using var package = packages.Open(id, second: second);
        using var assembly = await package.GetEntry($"lib/net10.0/{id}.dll")!.OpenAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await assembly.CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.ToArray();
    }

    // The first block of C#, a whole program, with our server in the place of the one that it names.
    private static string Snippet(string readme, string url)
    {
        var code = FirstBlock().Match(readme).Groups["code"].Value;
        Assert.StartsWith("using Peregrine;", code, StringComparison.Ordinal);
        Assert.Matches(Host(), code);
        return Host().Replace(code, url);
    }

    // The packages folder is the project's own, so that no package from an earlier run is found.
    private async Task WriteProjectAsync(TemporaryFolder project, string program)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(project.At("Program.cs"), program, cancellationToken);
        await File.WriteAllTextAsync(
            project.At("nuget.config"),
            $"""<configuration><packageSources><clear /><add key="local" value="{packages.Folder}" /></packageSources></configuration>""",
            cancellationToken);
        await File.WriteAllTextAsync(
            project.At("Snippet.csproj"),
            $"""
             <Project Sdk="Microsoft.NET.Sdk">
               <PropertyGroup>
                 <OutputType>Exe</OutputType>
                 <TargetFramework>net10.0</TargetFramework>
                 <ImplicitUsings>enable</ImplicitUsings>
                 <Nullable>enable</Nullable>
               </PropertyGroup>
               <ItemGroup><PackageReference Include="Peregrine" Version="{Packages.Version}" /></ItemGroup>
             </Project>
             """,
            cancellationToken);
    }

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FirstBlock();

    [GeneratedRegex(@"https://[A-Za-z0-9.-]+")]
    private static partial Regex Host();
}
