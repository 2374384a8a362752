namespace Peregrine;

/// <summary>
/// docs/dialect.md names every case of a suite that is left out, and no other; how many agree is counted, not
/// remembered.
/// </summary>
[Trait("run", "long")]
public sealed class DialectTests
{
    [Fact]
    public void The_page_names_exactly_the_cases_of_multipart_that_are_left_out()
    {
        var named = DialectPage.Lines("multipart").SelectMany(line => DialectPage.Ids(line));

        Assert.Equal(MultipartConformanceTests.LeftOut.Order(), named.Order());
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_urls_and_why()
    {
        Shared.Require("urls");
        var leftOut = UrlConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(
            DialectPage.Lines(leftOut, one => one.Id, UrlDialect.Rules, UrlDialect.RuleOf), DialectPage.Lines("urls"));
        Assert.Contains(
            DialectPage.Count(UrlConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("urls"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_links_and_why()
    {
        Shared.Require("link");
        var leftOut = LinkConformanceTests.Cases.Values.Where(one => !one.Expected.SequenceEqual(one.Actual)).ToList();

        Assert.Equal(
            DialectPage.Lines(leftOut, one => one.Id, LinkDialect.Rules, LinkDialect.RuleOf),
            DialectPage.Lines("link"));
        Assert.Contains(
            DialectPage.Count(LinkConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("link"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_that_nothing_is_left_out_of_decoding_and_events()
    {
        Assert.Empty(DialectPage.Lines("content-decoding"));
        Assert.Empty(DialectPage.Lines("sse"));
        Assert.NotEmpty(DialectPage.Section("sse"));
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_redirects_and_why()
    {
        Shared.Require("redirects");
        var leftOut = RedirectConformanceTests.Cases.Values
            .Where(one => one.MustFail != (one.Run().Failure is not null)).ToList();

        Assert.Equal(
            DialectPage.Lines(leftOut, one => one.Id, RedirectDialect.Rules, RedirectDialect.RuleOf),
            DialectPage.Lines("redirects"));
        Assert.Contains(
            DialectPage.Count(RedirectConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("redirects"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_that_nothing_is_left_out_of_dates_and_waits()
    {
        foreach (var suite in new[] { "http-dates", "retry-after" })
        {
            Shared.Require(suite);
            Assert.Contains(
                DialectPage.Count(Shared.Cases(suite).Count(), 0),
                DialectPage.Section(suite),
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_cookies_and_why()
    {
        Shared.Require("cookies");
        var leftOut = CookieConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(
            DialectPage.Lines(leftOut, one => one.Id, CookieDialect.Rules, CookieDialect.RuleOf),
            DialectPage.Lines("cookies"));
        Assert.Contains(
            DialectPage.Count(CookieConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("cookies"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_names_exactly_the_cases_of_the_public_suffixes_that_are_left_out() => Assert.Equal(
        PublicSuffixConformanceTests.LeftOut.Order(),
        DialectPage.Lines("psl").SelectMany(line => DialectPage.Ids(line)).Order());

    [Fact]
    public void The_page_says_what_is_left_out_of_noproxy_and_why()
    {
        Shared.Require("noproxy");
        var leftOut = NoProxyConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(
            DialectPage.Lines(leftOut, one => one.Id, NoProxyDialect.Rules, NoProxyDialect.RuleOf),
            DialectPage.Lines("noproxy"));
        Assert.Contains(
            DialectPage.Count(NoProxyConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("noproxy"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_that_nothing_is_left_out_of_digest()
    {
        Shared.Require("digest");

        Assert.Empty(DialectPage.Lines("digest"));
        Assert.Contains(
            DialectPage.Count(DigestConformanceTests.Cases.Count, 0),
            DialectPage.Section("digest"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_oauth_and_why()
    {
        Shared.Require("oauth2");
        var leftOut = OAuthConformanceTests.LeftOut.ToList();
        var lines = leftOut.GroupBy(id => OAuthConformanceTests.ReasonOf(OAuthConformanceTests.Cases[id]))
            .Select(group => $"- {string.Join(", ", group.Select(id => $"`{id}`"))}: {group.Key}");

        Assert.Equal(lines, DialectPage.Lines("oauth2"));
        Assert.Contains(
            DialectPage.Count(OAuthConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("oauth2"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_dispositions_and_why()
    {
        Shared.Require("content-disposition");
        var leftOut = DispositionConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(
            DialectPage.Lines(leftOut, one => one.Id, DispositionDialect.Rules, DispositionDialect.RuleOf),
            DialectPage.Lines("content-disposition"));
        Assert.Contains(
            DialectPage.Count(DispositionConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("content-disposition"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_says_what_is_left_out_of_content_types_and_why()
    {
        Shared.Require("content-type");
        var leftOut = ContentTypeConformanceTests.Cases.Values.Where(one => one.Expected != one.Actual).ToList();

        Assert.Equal(
            DialectPage.Lines(leftOut, one => one.Id, ContentTypeDialect.Rules, ContentTypeDialect.RuleOf),
            DialectPage.Lines("content-type"));
        Assert.Contains(
            DialectPage.Count(ContentTypeConformanceTests.Cases.Count, leftOut.Count),
            DialectPage.Section("content-type"),
            StringComparison.Ordinal);
    }
}
