using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// A comment says the rule, and cites only what a reader finds: a standard, or a page of this repository.
/// </summary>
public sealed partial class CommentCitationTests
{
    private static readonly HashSet<string> Pages =
        [.. Repository.Files("", "*.md").Select(file => Path.GetFileName(file))];

    [Theory]
    [InlineData("// security.md, row 147: the strongest that is offered.", "security.md")]
    [InlineData("/// <summary>Cookies in files; study A4 rows 52 and 53.</summary>", "study A4")]
    [InlineData("var x = 1; // H08-cl, A6 row 95", "A6 row")]
    [InlineData("// RFC 9112, section 6.3, and docs/ARCHITECTURE.md; a case study.", "")]
    public void A_paper_that_is_not_here_is_found(string line, string paper) =>
        Assert.Equal(paper, string.Join(", ", Papers(line)));

    [Fact]
    public void No_comment_cites_a_paper_that_is_not_in_the_repository()
    {
        var found =
            from file in Repository.Sources("src", "tests", "bench", "samples")
            where Path.GetFileName(file) != "CommentCitationTests.cs"
            from line in File.ReadLines(Repository.At(file))
            from paper in Papers(line)
            select (File: file, Paper: paper);

        ShrinkingList.OfFiles("Citations").Check(found.ToLookup(one => one.File, one => one.Paper));
    }

    private static IEnumerable<string> Papers(string line) =>
        line.IndexOf("//", StringComparison.Ordinal) is >= 0 and var start
            ? Paper().Matches(line[start..]).Select(match => match.Value).Where(paper => !Pages.Contains(paper))
            : [];

    [GeneratedRegex(@"\b[Ss]tudy [A-Z]\d*\b|\bA\d+ rows?\b|\b[\w-]+\.md\b")]
    private static partial Regex Paper();
}
