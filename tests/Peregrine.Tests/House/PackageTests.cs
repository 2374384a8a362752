using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What is in a package. That it can be installed and used is for <see cref="FeedTests"/>.</summary>
[Collection(nameof(ProcessCollection))]
public sealed partial class PackageTests(Packages packages)
{
    public static TheoryData<string> Ids => [.. Packages.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_package_has_all_that_its_page_shows(string id)
    {
        var folder = await packages.BuiltAsync();
        var metadata = Packages.Metadata(folder, id);

        Assert.Equal(Packages.Version, metadata.Element("version")!.Value);
        Assert.Equal("MIT", metadata.Element("license")!.Value);
        Assert.Equal("expression", metadata.Element("license")!.Attribute("type")!.Value);
        Assert.Equal("icon.png", metadata.Element("icon")!.Value);
        Assert.Equal("README.md", metadata.Element("readme")!.Value);
        Assert.False(string.IsNullOrWhiteSpace(metadata.Element("description")!.Value));
        Assert.Equal(NotesOf(Packages.Version), metadata.Element("releaseNotes")!.Value);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_package_that_was_told_of_no_repository_names_none(string id)
    {
        var metadata = Packages.Metadata(await packages.BuiltAsync(), id);

        Assert.Null(metadata.Element("repository"));
        Assert.Null(metadata.Element("projectUrl"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_readme_is_the_packages_own_and_has_no_link_that_is_dead_there(string id)
    {
        using var package = Packages.Open(await packages.BuiltAsync(), id);
        var readme = Encoding.UTF8.GetString(Packages.Bytes(package, "README.md"));

        Assert.StartsWith($"# {id}\n", readme, StringComparison.Ordinal);
        Assert.Contains(
            id == "Peregrine.Cli" ? $"dotnet tool install --global {id}\n" : $"dotnet add package {id}\n",
            readme,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            Link().Matches(readme),
            link => !link.Groups["target"].Value.StartsWith("https://", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_icon_is_a_square_of_128_pixels(string id)
    {
        using var package = Packages.Open(await packages.BuiltAsync(), id);
        var icon = Packages.Bytes(package, "icon.png");

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], icon[..4]);
        Assert.Equal((128u, 128u), (
            BinaryPrimitives.ReadUInt32BigEndian(icon.AsSpan(16)),
            BinaryPrimitives.ReadUInt32BigEndian(icon.AsSpan(20))));
        Assert.InRange(icon.Length, 1, 20_000);
    }

    [Theory]
    [InlineData("Peregrine")]
    [InlineData("Peregrine.Extensions")]
    [InlineData("Peregrine.Testing")]
    public async Task A_library_has_its_assembly_documentation_and_symbols(string id)
    {
        using var package = Packages.Open(await packages.BuiltAsync(), id);
        using var symbols = Packages.Open(await packages.BuiltAsync(), id, "snupkg");

        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.dll"));
        Assert.NotNull(package.GetEntry($"lib/net10.0/{id}.xml"));
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{id}.pdb"));
    }

    [Fact]
    public async Task The_command_is_a_tool_whose_name_is_peregrine()
    {
        var folder = await packages.BuiltAsync();
        using var package = Packages.Open(folder, "Peregrine.Cli");
        var settings = Encoding.UTF8.GetString(Packages.Bytes(package, "tools/net10.0/any/DotnetToolSettings.xml"));

        Assert.Equal("DotnetTool", Assert.Single(Packages.Metadata(folder, "Peregrine.Cli").Descendants("packageType"))
            .Attribute("name")!.Value);
        Assert.Contains("<Command Name=\"peregrine\"", settings, StringComparison.Ordinal);
        Assert.DoesNotContain(package.Entries, entry => entry.Name.EndsWith(".xml", StringComparison.Ordinal)
            && entry.Name.StartsWith("Peregrine", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Peregrine_brings_its_analyzers_with_their_fixes_and_nothing_that_they_need()
    {
        using var package = Packages.Open(await packages.BuiltAsync(), "Peregrine");

        Assert.Equal(
            ["analyzers/dotnet/cs/Peregrine.Analyzers.dll", "analyzers/dotnet/cs/Peregrine.CodeFixes.dll"],
            package.Entries.Select(entry => entry.FullName)
                .Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Peregrine_depends_on_nothing()
    {
        var metadata = Packages.Metadata(await packages.BuiltAsync(), "Peregrine");

        Assert.Empty(metadata.Descendants("dependency"));
        Assert.Empty(metadata.Descendants("frameworkReference"));
    }

    [Fact]
    public async Task The_testing_kit_depends_on_Peregrine_and_the_framework_alone()
    {
        var metadata = Packages.Metadata(await packages.BuiltAsync(), "Peregrine.Testing");

        var dependency = Assert.Single(metadata.Descendants("dependency"));
        Assert.Equal("Peregrine", dependency.Attribute("id")!.Value);
        Assert.Equal(Packages.Version, dependency.Attribute("version")!.Value);
        Assert.Equal(
            "Microsoft.AspNetCore.App",
            Assert.Single(metadata.Descendants("frameworkReference")).Attribute("name")!.Value);
    }

    [Fact]
    public async Task The_service_package_depends_on_Peregrine_abstractions_and_Polly()
    {
        var metadata = Packages.Metadata(await packages.BuiltAsync(), "Peregrine.Extensions");

        Assert.Equal(
            [
                "Microsoft.Extensions.Caching.Abstractions", "Microsoft.Extensions.Configuration.Abstractions",
                "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Http",
                "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options", "Peregrine", "Polly.Core",
            ],
            metadata.Descendants("dependency").Select(dependency => dependency.Attribute("id")!.Value).Order());
        Assert.Empty(metadata.Descendants("frameworkReference"));
    }

    [Theory]
    [InlineData("RepositoryUrl=/home/alice/peregrine", "RepositoryUrl must be an https URL")]
    [InlineData("RepositoryUrl=http://example.com/peregrine", "RepositoryUrl must be an https URL")]
    [InlineData("RepositoryUrl=https://alice:secret@example.com/peregrine", "RepositoryUrl must be an https URL")]
    [InlineData("RepositoryUrl=https://example.com/peregrine?token=secret", "RepositoryUrl must be an https URL")]
    [InlineData("RepositoryCommit=main", "RepositoryCommit must be the whole hash")]
    [InlineData(
        "RepositoryCommit=0123456789abcdef0123456789abcdef01234567",
        "RepositoryCommit says nothing without RepositoryUrl")]
    [InlineData("Version=99.0.0", "CHANGELOG.md has no section for version 99.0.0")]
    public async Task What_a_package_must_not_say_is_refused_before_it_is_made(string property, string refusal)
    {
        var build = await Command.DotnetAsync(
            Repository.Root,
            ["msbuild", "src/Peregrine", "-t:PrepareTextsOfPackage", $"-p:{property}", "-v:q", "-nologo"]);

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains(refusal, build.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", build.Output, StringComparison.Ordinal);
    }

    private static string NotesOf(string version)
    {
        var changelog = File.ReadAllText(Repository.At("CHANGELOG.md"));
        var section = Assert.Single(
            changelog.Split("\n## "), part => part.StartsWith(version, StringComparison.Ordinal));
        return section[(section.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
