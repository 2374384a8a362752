using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What a page cites can be read: every page and paper that it names is in this repository.</summary>
public sealed partial class CitationTests
{
    // The changelog tells of what was.
    public static TheoryData<string> Pages => [.. DocPage.All.Where(page => page != "CHANGELOG.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_paper_that_the_page_names_is_here(string page)
    {
        var here = DocPage.All.Select(Path.GetFileName);
        var text = File.ReadAllText(Checkout.At(page));

        Assert.Empty(Paper().Matches(text).Select(match => match.Groups["name"].Value).Except(here));
        Assert.DoesNotMatch(Study(), text);
    }

    [GeneratedRegex(@"(?<name>[A-Za-z0-9-]+\.md)\b")]
    private static partial Regex Paper();

    [GeneratedRegex(@"\bthe (security |hostile )?study\b", RegexOptions.IgnoreCase)]
    private static partial Regex Study();
}
