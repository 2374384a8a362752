using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>A decision says when it was made and whether it holds, and is in the index.</summary>
public sealed partial class DecisionTests
{
    private const string Folder = "docs/decisions";

    public static TheoryData<string> Pages =>
        [.. Repository.Files(Folder, "*.md").Select(file => Path.GetFileName(file)).Where(file => file != "README.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_decision_has_a_title_a_date_and_a_status_and_its_line_in_the_index(string page)
    {
        var row = RowOf(page);

        Assert.Contains(row, File.ReadLines(Repository.At($"{Folder}/README.md")));
    }

    [Fact]
    public void The_index_has_one_line_for_each_decision_in_their_order()
    {
        var rows = File.ReadLines(Repository.At($"{Folder}/README.md"))
            .Where(line => line.StartsWith("| [", StringComparison.Ordinal));

        Assert.Equal(Pages.Select(page => RowOf(page.Data)), rows);
    }

    [Fact]
    public void No_number_is_used_twice() => Assert.Distinct(Pages.Select(page => page.Data[..4]));

    // The line of the index, as the page has it to be.
    private static string RowOf(string page)
    {
        var text = File.ReadAllText(Repository.At($"{Folder}/{page}"));
        var head = Head().Match(text);

        Assert.True(head.Success, $"{page} does not begin with '# N. Title' and 'Date: YYYY-MM-DD. Status: accepted.'");
        Assert.Equal(page[..4].TrimStart('0'), head.Groups["number"].Value);
        var (number, title) = (head.Groups["number"], head.Groups["title"]);
        return $"| [{number}]({page}) | {title} | {head.Groups["date"]} | {head.Groups["status"]} |";
    }

    [GeneratedRegex(
        @"^# (?<number>\d+)\. (?<title>.+)\n\nDate: (?<date>\d{4}-\d\d-\d\d)\. "
        + @"Status: (?<status>accepted|(?:superseded|amended) by .+?)\.(?: |\n)")]
    private static partial Regex Head();
}
