namespace Peregrine;

/// <summary>The essential table, in our own words, for a clone that has no conformance suites beside it.</summary>
public sealed class NoProxyTests
{
    [Theory]
    [InlineData("*", "http://anything.test")]
    [InlineData("a.test, *", "http://anything.test")]
    [InlineData("example.com", "http://example.com")]
    [InlineData("EXAMPLE.com.", "http://www.example.com")]
    [InlineData(" other.test ,, example.com ", "https://www.example.com:8443")]
    [InlineData("example.com", "http://example.com.")]
    [InlineData(".example.com", "http://example.com")]
    [InlineData(".example.com", "http://a.b.example.com")]
    [InlineData("*.example.com", "http://a.example.com")]
    [InlineData("example.com:8080", "http://www.example.com:8080")]
    [InlineData("https://example.com", "https://example.com")]
    [InlineData("bücher.test", "http://www.xn--bcher-kva.test")]
    [InlineData("xn--bcher-kva.test", "http://bücher.test")]
    [InlineData("10.0.0.1", "http://10.0.0.1")]
    [InlineData("10.0.0.1:8080", "http://10.0.0.1:8080")]
    [InlineData("10.0.0.1", "http://167772161")]
    [InlineData("10.0.0.1", "http://[::ffff:10.0.0.1]")]
    [InlineData("::ffff:10.0.0.1", "http://10.0.0.1")]
    [InlineData("10.1.2.3/8", "http://10.200.0.1")]
    [InlineData("10.0.0.0/8", "http://[::ffff:10.0.0.1]")]
    [InlineData("::ffff:10.0.0.0/104", "http://10.9.9.9")]
    [InlineData("0.0.0.0/0", "http://203.0.113.9")]
    [InlineData("::/0", "http://[2001:db8::1]")]
    [InlineData("2001:db8::/33", "http://[2001:db8:7fff::1]")]
    [InlineData("::1", "http://[::1]")]
    [InlineData("[::1]", "http://[::1]")]
    [InlineData("[::1]:8080", "http://[0:0::1]:8080")]
    public void A_host_on_the_list_is_reached_directly(string list, string url) =>
        Assert.True(NoProxy.Parse(list).Matches(OriginOf(url)));

    [Theory]
    [InlineData("", "http://example.com")]
    [InlineData("ample.com", "http://example.com")]
    [InlineData("example.com", "http://example.com.evil.test")]
    [InlineData("*.example.com", "http://example.com")]
    [InlineData("example.com:8080", "http://example.com")]
    [InlineData("https://example.com", "http://example.com")]
    [InlineData("other.test example.com", "http://example.com")]
    [InlineData("10.0.0.1:8080", "http://10.0.0.1")]
    [InlineData("0.0.1", "http://10.0.0.1")]
    [InlineData("10.0.0.0/33", "http://10.0.0.0")]
    [InlineData("10.0.0.0/-1", "http://10.0.0.0")]
    [InlineData("10.0.0.0/ 8", "http://10.0.0.1")]
    [InlineData("10.0.0.0/8x", "http://10.0.0.1")]
    [InlineData("10.0.0/8", "http://10.0.0.1")]
    [InlineData("10.0.0.1/0", "http://203.0.113.9")]
    [InlineData("10.0.0.0/8", "http://10.example.com")]
    [InlineData("10.0.0.0/8", "http://[a00::1]")]
    [InlineData("2001:db8::/33", "http://[2001:db8:8000::1]")]
    [InlineData("::1/129", "http://[::1]")]
    [InlineData("::ffff:10.0.0.0/95", "http://10.0.0.0")]
    [InlineData("http://a b, ://, [::1, *.*, ..example.com", "http://example.com")]
    public void Every_other_host_goes_through_the_proxy(string list, string url) =>
        Assert.False(NoProxy.Parse(list).Matches(OriginOf(url)));

    [Theory]
    [InlineData("http://localhost", true)]
    [InlineData("http://LOCALHOST.:8080", true)]
    [InlineData("http://a.localhost", true)]
    [InlineData("http://127.1", true)]
    [InlineData("http://[::1]", true)]
    [InlineData("http://[::ffff:127.0.0.1]", true)]
    [InlineData("http://0.0.0.0", true)]
    [InlineData("http://[::]", true)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://notlocalhost", false)]
    [InlineData("http://128.0.0.1", false)]
    [InlineData("http://[::2]", false)]
    public void This_machine_is_known_by_all_its_names(string url, bool expected) =>
        Assert.Equal(expected, NoProxy.IsHere(OriginOf(url)));

    private static Origin OriginOf(string url) => RequestTarget.Parse(url).Origin;
}
