using System.Globalization;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>docs/dialect.md names every case of a suite that is left out, and no other; how many agree is counted, not remembered.</summary>
[Trait("run", "long")]
public sealed partial class DialectTests
{
    private static string Page => File.ReadAllText(Path.Combine(Repository.Root, "docs", "dialect.md"));

    [Fact]
    public void The_page_names_exactly_the_cases_of_multipart_that_are_left_out()
    {
        var named = Lines("multipart").SelectMany(line => Id().Matches(line.Split(": ")[0]).Select(match => match.Groups[1].Value));

        Assert.Equal(MultipartConformanceTests.LeftOut.Order(), named.Order());
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_urls_and_why()
    {
        Shared.Require("urls");
        var leftOut = UrlConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(Lines(leftOut, one => one.Id, UrlDialect.Rules, UrlDialect.RuleOf), Lines("urls"));
        Assert.Contains(Count(UrlConformanceTests.Cases.Count, leftOut.Count), Section("urls"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_links_and_why()
    {
        Shared.Require("link");
        var leftOut = LinkConformanceTests.Cases.Values.Where(one => !one.Expected.SequenceEqual(one.Actual)).ToList();

        Assert.Equal(Lines(leftOut, one => one.Id, LinkDialect.Rules, LinkDialect.RuleOf), Lines("link"));
        Assert.Contains(Count(LinkConformanceTests.Cases.Count, leftOut.Count), Section("link"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_that_nothing_is_left_out_of_decoding_and_events()
    {
        Assert.Empty(Lines("content-decoding"));
        Assert.Empty(Lines("sse"));
        Assert.NotEmpty(Section("sse"));
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_redirects_and_why()
    {
        Shared.Require("redirects");
        var leftOut = RedirectConformanceTests.Cases.Values.Where(one => one.MustFail != (one.Run().Failure is not null)).ToList();

        Assert.Equal(Lines(leftOut, one => one.Id, RedirectDialect.Rules, RedirectDialect.RuleOf), Lines("redirects"));
        Assert.Contains(Count(RedirectConformanceTests.Cases.Count, leftOut.Count), Section("redirects"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_that_nothing_is_left_out_of_dates_and_waits()
    {
        foreach (var suite in new[] { "http-dates", "retry-after" })
        {
            Shared.Require(suite);
            Assert.Contains(Count(Shared.Cases(suite).Count(), 0), Section(suite), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_cookies_and_why()
    {
        Shared.Require("cookies");
        var leftOut = CookieConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(Lines(leftOut, one => one.Id, CookieDialect.Rules, CookieDialect.RuleOf), Lines("cookies"));
        Assert.Contains(Count(CookieConformanceTests.Cases.Count, leftOut.Count), Section("cookies"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_exactly_the_cases_of_the_public_suffixes_that_are_left_out() => Assert.Equal(
        PublicSuffixConformanceTests.LeftOut.Order(),
        Lines("psl").SelectMany(line => Id().Matches(line.Split(": ")[0]).Select(match => match.Groups[1].Value)).Order());

    [Fact]
    public void The_page_says_what_is_left_out_of_noproxy_and_why()
    {
        Shared.Require("noproxy");
        var leftOut = NoProxyConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(Lines(leftOut, one => one.Id, NoProxyDialect.Rules, NoProxyDialect.RuleOf), Lines("noproxy"));
        Assert.Contains(Count(NoProxyConformanceTests.Cases.Count, leftOut.Count), Section("noproxy"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_that_nothing_is_left_out_of_digest()
    {
        Shared.Require("digest");

        Assert.Empty(Lines("digest"));
        Assert.Contains(Count(DigestConformanceTests.Cases.Count, 0), Section("digest"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_oauth_and_why()
    {
        Shared.Require("oauth2");
        var leftOut = OAuthConformanceTests.LeftOut.ToList();
        var lines = leftOut.GroupBy(id => OAuthConformanceTests.ReasonOf(OAuthConformanceTests.Cases[id]))
            .Select(group => $"- {string.Join(", ", group.Select(id => $"`{id}`"))}: {group.Key}");

        Assert.Equal(lines, Lines("oauth2"));
        Assert.Contains(Count(OAuthConformanceTests.Cases.Count, leftOut.Count), Section("oauth2"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_dispositions_and_why()
    {
        Shared.Require("content-disposition");
        var leftOut = DispositionConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(Lines(leftOut, one => one.Id, DispositionDialect.Rules, DispositionDialect.RuleOf), Lines("content-disposition"));
        Assert.Contains(Count(DispositionConformanceTests.Cases.Count, leftOut.Count), Section("content-disposition"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_content_types_and_why()
    {
        Shared.Require("content-type");
        var leftOut = ContentTypeConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(Lines(leftOut, one => one.Id, ContentTypeDialect.Rules, ContentTypeDialect.RuleOf), Lines("content-type"));
        Assert.Contains(Count(ContentTypeConformanceTests.Cases.Count, leftOut.Count), Section("content-type"), StringComparison.Ordinal);
    }

    // One line for each rule that is needed: its cases, in the order of the suite, and its reason.
    private static IEnumerable<string> Lines<TCase>(
        List<TCase> leftOut, Func<TCase, string> id, DialectRule<TCase>[] rules, Func<TCase, DialectRule<TCase>?> ruleOf) =>
        from rule in rules
        let ids = leftOut.Where(one => ruleOf(one) == rule).Select(one => $"`{id(one)}`").ToList()
        where ids.Count > 0
        select $"- {string.Join(", ", ids)}: {rule.Reason}";

    private static string[] Lines(string suite) => [.. Line().Matches(Section(suite)).Select(match => match.Value)];

    private static string Count(int all, int leftOut) => string.Create(
        CultureInfo.InvariantCulture, $"{all - leftOut} of the {all} cases ({100.0 * (all - leftOut) / all:F1} %) come out as their client expects");

    private static string Section(string suite) =>
        Page.Split("\n## ").SingleOrDefault(section => section.StartsWith(suite + ".json", StringComparison.Ordinal)) ?? "";

    [GeneratedRegex("^- `.+$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Id();
}
