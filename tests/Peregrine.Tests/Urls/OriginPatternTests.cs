namespace Peregrine;

public sealed class OriginPatternTests
{
    [Theory]
    [InlineData("", "https://example.com:123")]
    [InlineData("all://", "http://example.com")]
    [InlineData("all", "http://example.com")]
    [InlineData("http", "http://example.com")]
    [InlineData("HTTPS://", "https://example.com:8443")]
    [InlineData("http://*", "http://example.com")]
    [InlineData("http://*:8080", "http://example.com:8080")]
    [InlineData("http://Example.com/", "http://example.com:81")]
    [InlineData("http://example.com.", "http://example.com")]
    [InlineData("http://example.com", "http://example.com.")]
    [InlineData("all://bücher.example", "https://xn--bcher-kva.example")]
    [InlineData("all://*.example.com", "https://a.b.example.com")]
    [InlineData("all://*.example.com", "https://a.example.com.")]
    [InlineData("all://*example.com", "https://example.com")]
    [InlineData("all://*example.com", "https://a.example.com")]
    [InlineData("all://[0:0::1]:443", "https://[::1]")]
    [InlineData("all://2130706433", "http://127.0.0.1")]
    [InlineData("https://example.com:443", "https://example.com")]
    public void A_pattern_matches_the_origins_that_it_names(string pattern, string url) =>
        Assert.True(OriginPattern.Parse(pattern).Matches(OriginOf(url)));

    [Theory]
    [InlineData("http://", "https://example.com")]
    [InlineData("http", "https://example.com")]
    [InlineData("https://example.com", "https://example.com.evil.test")]
    [InlineData("https://example.com", "https://www.example.com")]
    [InlineData("https://example.com", "https://example.co")]
    [InlineData("all://*.example.com", "https://example.com")]
    [InlineData("all://*.example.com", "https://notexample.com")]
    [InlineData("all://*example.com", "https://notexample.com")]
    [InlineData("https://example.com:443", "https://example.com:8443")]
    [InlineData("all://:80", "https://example.com")]
    [InlineData("all://[::1]", "http://[::2]")]
    public void A_pattern_matches_nothing_else(string pattern, string url) =>
        Assert.False(OriginPattern.Parse(pattern).Matches(OriginOf(url)));

    [Theory]
    [InlineData("example.com")]
    [InlineData("*")]
    [InlineData("://example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("http+unix://")]
    [InlineData(" https://")]
    [InlineData("https://example.com/path")]
    [InlineData("https://example.com//")]
    [InlineData("https://example.com?x")]
    [InlineData("https://example.com#x")]
    [InlineData("https://example.com\\")]
    [InlineData("https://user:SECRET@example.com")]
    [InlineData("https://a.*.example.com")]
    [InlineData("https://**.example.com")]
    [InlineData("https://*.")]
    [InlineData("https://*..example.com")]
    [InlineData("https://*.10.0.0.1")]
    [InlineData("https://*10.0.0.1")]
    [InlineData("https://*.[::1]")]
    [InlineData("https://[::1")]
    [InlineData("https://::1")]
    [InlineData("https://[fe80::1%25eth0]")]
    [InlineData("https://example.com:")]
    [InlineData("https://example.com:65536")]
    [InlineData("https://example.com:+80")]
    [InlineData("https://exa mple.com")]
    public void What_is_no_pattern_is_refused(string pattern)
    {
        var refusal = Assert.Throws<ArgumentException>(() => OriginPattern.Parse(pattern));

        Assert.StartsWith("The pattern '", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_comes_before_a_longer_host_and_that_before_a_scheme()
    {
        string[] order =
        [
            "https://api.example.com:8443", "all://api.example.com:8443",
            "https://*.example.com:8443", "https://:8443", "all://:8443",
            "https://api.example.com", "all://api.example.com", "https://example.com",
            "all://example.com", "https://*.example.com", "all://*.example.com",
            "https://*example.com", "all://*example.com", "https://*.com", "http://", "https://", "all://",
        ];

        var sorted = order.Reverse().Select(OriginPattern.Parse).Order().Select(one => one.ToString());

        Assert.Equal(order, sorted);
    }

    [Theory]
    [InlineData("https", "https://")]
    [InlineData("", "all://*")]
    [InlineData("http://Example.com.", "http://example.com")]
    public void Two_ways_to_write_a_pattern_are_one_pattern(string one, string other) =>
        Assert.Equal(OriginPattern.Parse(one), OriginPattern.Parse(other));

    private static Origin OriginOf(string url) => RequestTarget.Parse(url).Origin;
}
