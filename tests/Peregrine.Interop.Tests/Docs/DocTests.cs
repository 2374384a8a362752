using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// Every block of C# in the documentation compiles without a warning, runs, and prints what the page says.
/// </summary>
[Collection(nameof(ProcessCollection))]
public sealed partial class DocTests(DocRun run) : IClassFixture<DocRun>
{
    public static TheoryData<string> Pages => [.. DocRun.Pages];

    [Theory]
    [Trait("run", "long")]
    [MemberData(nameof(Pages))]
    public async Task Every_block_of_the_page_does_what_it_says(string page)
    {
        var printed = await run.PrintedAsync();
        var blocks = DocRun.Blocks
            .Where(block => block.Page == page && (block.IsFile || DocSource.HasStatements(block))).ToList();

        Assert.NotEmpty(blocks);
        Agreed(blocks.Select(block => Complaint(block, printed.GetValueOrDefault(block.Name, "It was not run."))));
    }

    [Fact]
    [Trait("run", "long")]
    public async Task Every_test_on_a_page_passes()
    {
        var printed = await run.PrintedAsync();
        var tests = DocRun.Blocks
            .SelectMany(block => Fact().Matches(block.Code).Select(match => match.Groups["name"].Value)).ToList();

        Assert.NotEmpty(tests);
        Agreed(
            tests.Select(
                test => printed.GetValueOrDefault(test, "It was not run.") is var end
                    && end.StartsWith("passed", StringComparison.Ordinal)
                        ? null
                        : $"{test}: {end}"));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    [InlineData("docs/guides/faq-names.md")]
    [InlineData("docs/guides/other-libraries.md")]
    [InlineData("docs/guides/migrating.md")]
    [InlineData("docs/guides/fsharp.md")]
    [InlineData("docs/guides/vb.md")]
    public void Every_link_of_the_page_leads_somewhere(string page)
    {
        var text = File.ReadAllText(Checkout.At(page));
        var headings = Heading().Matches(text).Select(match => '#' + Anchor(match.Groups["text"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var dead = Link().Matches(text).Select(match => match.Groups["target"].Value)
            .Where(target => target.StartsWith('#')
                ? !headings.Contains(target)
                : !target.StartsWith("http", StringComparison.Ordinal)
                    && !Path.Exists(Path.Combine(Path.GetDirectoryName(Checkout.At(page))!, target.Split('#')[0])));

        Assert.Empty(dead);
    }

    private static void Agreed(IEnumerable<string?> complaints)
    {
        var all = string.Join("\n\n", complaints.OfType<string>());
        Assert.True(all.Length == 0, all);
    }

    private static string? Complaint(DocBlock block, string printed)
    {
        var lines = printed.Split('\n').Select(line => line.TrimEnd()).ToList();
        var at = -1;
        foreach (var expected in block.Expected)
        {
            at = lines.IndexOf(expected, at + 1);
            if (at < 0)
            {
                return $"{block.Name} does not print '{expected}' in its place, but:\n{printed}";
            }
        }

        return lines.Contains("@ended") ? null : $"{block.Name} ended with:\n{printed}";
    }

    private static string Anchor(string heading) =>
        NoAnchor().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"\[Fact\]\s+public (?:async Task|void) (?<name>\w+)\(")]
    private static partial Regex Fact();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchor();
}
