using System.Globalization;

namespace Peregrine;

/// <summary>
/// docs/dialect.md names every case of curl-http.json that can't be asked or comes out otherwise, and no other.
/// </summary>
[Trait("run", "long")]
public sealed class CurlDialectTests
{
    [Fact]
    public void The_page_says_what_of_curl_can_not_be_asked_and_what_comes_out_otherwise()
    {
        Shared.Require("curl-http");
        var all = CurlConformanceTests.Cases.Values;
        var notAsked = all.Where(one => CurlDialect.WhyNotAsked(one) is not null).ToList();
        var otherwise = all.Except(notAsked).Where(one => CurlDialect.RuleOf(one) is not null).ToList();
        var asked = all.Count - notAsked.Count;

        var lines = DialectPage.Lines(notAsked, one => one.Id, CurlDialect.NotAsked, CurlDialect.WhyNotAsked)
            .Concat(DialectPage.Lines(otherwise, one => one.Id, CurlDialect.Rules, CurlDialect.RuleOf));

        Assert.Equal(lines, DialectPage.Lines("curl-http"));
        Assert.Contains(
            DialectPage.Count(asked, otherwise.Count), DialectPage.Section("curl-http"), StringComparison.Ordinal);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"{asked} of the {all.Count} cases can be asked"),
            DialectPage.Section("curl-http"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_is_needed_and_none_covers_another()
    {
        Shared.Require("curl-http");
        var asked = CurlConformanceTests.Cases.Values.Where(one => CurlDialect.WhyNotAsked(one) is null).ToList();

        Assert.All(CurlDialect.Rules, rule => Assert.True(asked.Exists(one => rule.Explains(one)), rule.Reason));
        Assert.All(asked, one => Assert.InRange(CurlDialect.Rules.Count(rule => rule.Explains(one)), 0, 1));
    }
}
