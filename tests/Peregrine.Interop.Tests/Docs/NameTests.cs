using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// The page about names that collide: each cure compiles, each collision is the error that the page names.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed partial class NameTests
{
    private const string Project = "tests/Peregrine.NameClash";
    private const string Page = "docs/guides/faq-names.md";

    // What the console and the web SDK import without being asked.
    private static readonly HashSet<string> ImplicitUsings = new(StringComparer.Ordinal)
    {
        "System", "System.Collections.Generic", "System.IO", "System.Linq",
        "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "System.Net.Http.Json", "Microsoft.AspNetCore.Builder",
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http",
        "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging",
    };

    [Fact]
    [Trait("run", "long")]
    public async Task Each_cure_compiles_and_without_them_each_marked_line_is_the_error_it_names()
    {
        (await DotnetRun.BuildAsync(Project)).Succeeded();

        var uncured = await DotnetRun.BuildAsync(
            Project, "--no-restore", "--no-dependencies",
            "-p:RunAnalyzersDuringBuild=false", "-p:DefineConstants=WITHOUT_CURE");

        Assert.NotEqual(0, uncured.ExitCode);
        Assert.Equal(Marked().Order(StringComparer.Ordinal), Errors(uncured.Output).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_block_of_the_page_is_code_that_is_compiled()
    {
        var sources = Sources().Select(File.ReadAllText).ToList();
        var blocks = Block().Matches(File.ReadAllText(Checkout.At(Page)))
            .Select(match => match.Groups["code"].Value.TrimEnd()).ToList();

        Assert.NotEmpty(blocks);
        Assert.All(
            blocks, block => Assert.Contains(sources, source => source.Contains(block, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_error_of_the_page_is_marked_in_the_code()
    {
        var named = Code().Matches(File.ReadAllText(Checkout.At(Page)))
            .Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        named.Remove("CS0576"); // What the compiler says to a cure that is none.
        named.Remove("CS1061"); // Of a component outside of a web project; elsewhere on the page it is marked.

        Assert.Superset(named, Marked().Select(mark => mark.Split(' ')[1]).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_of_ours_is_one_of_an_implicit_using()
    {
        var ours = typeof(HttpSession).Assembly.GetExportedTypes().Concat(typeof(Httpbin).Assembly.GetExportedTypes())
            .Select(type => type.Name.Split('`')[0]).ToHashSet(StringComparer.Ordinal);
        string[] frameworks =
        [
            Path.GetDirectoryName(typeof(object).Assembly.Location)!,
            Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Http.HttpContext).Assembly.Location)!,
        ];

        var theirs = frameworks.Distinct().SelectMany(folder => Directory.GetFiles(folder, "*.dll"))
            .SelectMany(PublicNames).ToHashSet(StringComparer.Ordinal);

        Assert.Contains("HttpClient", theirs);
        Assert.Contains("HttpContext", theirs);
        Assert.Empty(ours.Intersect(theirs));
    }

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Checkout.At(Project))
        .Where(file =>
            file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal));

    // `File.cs:12 CS0104`: the lines that end in the name of an error.
    private static HashSet<string> Marked() => (
        from file in Sources()
        from line in File.ReadLines(file).Index()
        let mark = Mark().Match(line.Item)
        where mark.Success
        select $"{Path.GetFileName(file)}:{line.Index + 1} {mark.Groups["code"].Value}")
        .ToHashSet(StringComparer.Ordinal);

    private static HashSet<string> Errors(string output) => Error().Matches(output)
        .Select(match =>
            $"{Path.GetFileName(match.Groups["file"].Value)}:{match.Groups["line"].Value} {match.Groups["code"].Value}")
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> PublicNames(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
        {
            return [];
        }

        var metadata = image.GetMetadataReader();
        return [.. metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => type.Attributes.HasFlag(System.Reflection.TypeAttributes.Public)
                && ImplicitUsings.Contains(metadata.GetString(type.Namespace)))
            .Select(type => metadata.GetString(type.Name).Split('`')[0])];
    }

    [GeneratedRegex(@"^```(csharp|razor)\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"CS\d{4}")]
    private static partial Regex Code();

    [GeneratedRegex(@"// (?<code>CS\d{4})$")]
    private static partial Regex Mark();

    [GeneratedRegex(@"(?<file>[^\s(]+)\((?<line>\d+),\d+\): error (?<code>\w+):")]
    private static partial Regex Error();
}
