using System.Text.RegularExpressions;

namespace Peregrine;

public sealed partial class DialectTests
{
    [Fact]
    public void The_page_names_exactly_the_cases_that_are_left_out()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "dialect.md"));

        var named = LeftOut().Matches(page).Select(match => match.Groups[1].Value);

        Assert.Equal(MultipartConformanceTests.LeftOut.Order(), named.Order());
    }

    [GeneratedRegex("^- `([^`]+)`:", RegexOptions.Multiline)]
    private static partial Regex LeftOut();
}
