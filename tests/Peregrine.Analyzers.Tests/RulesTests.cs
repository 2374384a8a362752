using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Peregrine;

/// <summary>What is said of the rules elsewhere.</summary>
public sealed class RulesTests
{
    private static readonly DiagnosticAnalyzer[] Analyzers =
        [new StringUrlAnalyzer(), new NoTextAnalyzer(), new KeptChunkAnalyzer()];

    private static IEnumerable<DiagnosticDescriptor> Rules => Analyzers.SelectMany(one => one.SupportedDiagnostics);

    private static string Root { get; } = RootAbove(AppContext.BaseDirectory);

    [Fact]
    public void Each_analyzer_of_the_assembly_is_one_of_these()
    {
        var all = typeof(StringUrlAnalyzer).Assembly.GetTypes()
            .Where(type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type));

        Assert.Equal(all.ToHashSet(), [.. Analyzers.Select(one => one.GetType())]);
    }

    [Fact]
    public void Each_rule_is_a_heading_of_the_page_with_its_title_and_is_in_the_list_of_releases()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs/analyzers.md"));
        var releases = File.ReadAllText(Path.Combine(Root, "src/Peregrine.Analyzers/AnalyzerReleases.Shipped.md"));

        Assert.All(Rules, rule =>
        {
            Assert.Contains($"\n## {rule.Id}\n\n**{rule.Title}.**", page, StringComparison.Ordinal);
            Assert.Contains($"\n{rule.Id} | Peregrine | Warning | {rule.Title}", releases, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_rule_links_to_a_page_that_the_builder_did_not_name() =>
        Assert.All(Rules, rule => Assert.Equal("", rule.HelpLinkUri));

    private static string RootAbove(string folder) => File.Exists(Path.Combine(folder, "Peregrine.slnx"))
        ? folder
        : RootAbove(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("There is no root."));
}
