namespace Peregrine;

/// <summary>A target whose host is known makes its <see cref="Uri"/> when it is asked for; nobody can tell.</summary>
public sealed class RequestTargetTests
{
    private static readonly RequestTarget Known = RequestTarget.Parse("https://www.example.com:8443/");

    [Theory]
    [InlineData("https://www.example.com:8443/a/b?c=d")]
    [InlineData("https://www.example.com:8443/%2e%41/%7Euser?q=%20+")]
    [InlineData("https://www.example.com:8443/a//b/;x=1?#f")]
    [InlineData("https://www.example.com:8443/a#fragment")]
    [InlineData("https://www.example.com:8443/\u00e9\u4e2d?\U0001F426")]
    [InlineData("https://www.example.com:8443/?a[]={b}|c'd\"")]
    public void The_Uri_of_a_known_host_is_what_it_would_have_been(string url)
    {
        var (early, late) = (RequestTarget.Parse(url), new RequestTarget(ParsedUrl.Parse(url), Known));

        Assert.Equal(early.Uri.OriginalString, late.Uri.OriginalString);
        Assert.Equal(early.Uri.AbsoluteUri, late.Uri.AbsoluteUri);
        Assert.Same(late.Uri, late.Uri);
    }

    [Fact]
    public void Any_path_and_query_at_a_known_host_have_a_Uri()
    {
        var random = new Random(9);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(0x20, random.Next(0x21, 0xD7FF))));
            var url = ParsedUrl.Parse(
                "https://www.example.com:8443/" + text.TrimEnd().Replace("\u007f", "", StringComparison.Ordinal));

            Assert.Equal(new RequestTarget(url).Uri, new RequestTarget(url, Known).Uri);
        }
    }

    [Fact]
    public void A_host_that_reads_differently_to_another_parser_is_still_refused_at_once() =>
        Assert.Throws<InvalidUrlException>(
            () => new RequestTarget(ParsedUrl.Parse("https://www.example.com:8443/") with { Host = "a_b%" }, Known));

    [Fact]
    public void The_cache_gives_what_was_kept_and_only_that()
    {
        var cache = new TargetCache();
        for (var i = 0; i < 5_000; i++)
        {
            var text = $"https://h.test/{i}";
            cache.Keep(text, RequestTarget.Parse(text));

            Assert.Equal($"/{i}", cache.Find(text)?.Target.PathAndQuery);
            Assert.Null(cache.Find($"https://h.test/{i}x"));
        }
    }
}
