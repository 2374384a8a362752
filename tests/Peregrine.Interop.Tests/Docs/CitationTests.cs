using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What a page cites can be read: every page and paper that it names is in this repository.</summary>
public sealed partial class CitationTests
{
    public static TheoryData<string> Pages =>
    [
        .. from file in Directory.EnumerateFiles(Checkout.Root, "*.md").Concat(Directory.EnumerateFiles(Checkout.At("docs"), "*.md", SearchOption.AllDirectories))
           let page = Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')
           where page != "CHANGELOG.md" // It tells of what was.
           orderby page
           select page,
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_paper_that_the_page_names_is_here(string page)
    {
        var here = Directory.EnumerateFiles(Checkout.Root, "*.md").Concat(Directory.EnumerateFiles(Checkout.At("docs"), "*.md", SearchOption.AllDirectories))
            .Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        var text = File.ReadAllText(Checkout.At(page));

        Assert.Empty(Paper().Matches(text).Select(match => match.Groups["name"].Value).Where(name => !here.Contains(name)));
        Assert.DoesNotMatch(Study(), text);
    }

    [GeneratedRegex(@"(?<name>[A-Za-z0-9-]+\.md)\b")]
    private static partial Regex Paper();

    [GeneratedRegex(@"\bthe (security |hostile )?study\b", RegexOptions.IgnoreCase)]
    private static partial Regex Study();
}
