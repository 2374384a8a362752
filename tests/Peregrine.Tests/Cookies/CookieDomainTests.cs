namespace Peregrine;

/// <summary>Which hosts and paths get a cookie, and in which order (RFC 6265bis, sections 5.1 and 5.8).</summary>
public sealed class CookieDomainTests : IDisposable
{
    private readonly CookieRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("https://evil.com/", "com")]
    [InlineData("https://evil.com/", ".com")]
    [InlineData("https://evil.com/", "COM")]
    [InlineData("https://evil.com./", "com.")]
    [InlineData("https://evil.com./", "com")]
    [InlineData("https://shop.co.uk/", "co.uk")]
    [InlineData("https://shop.co.uk/", ".Co.Uk")]
    [InlineData("https://shop.co.uk/", "uk")]
    [InlineData("https://me.github.io/", "github.io")]
    [InlineData("https://a.b.kobe.jp/", "b.kobe.jp")]
    [InlineData("https://a.xn--55qx5d.cn/", "xn--55qx5d.cn")]
    [InlineData("https://x.localhost/", "localhost")]
    [InlineData("https://printer.lan/", "lan")]
    [InlineData("https://evil.com/", "bank.com")]
    [InlineData("https://example.com/", "ample.com")]
    [InlineData("https://pythonicexample.com/", "example.com")]
    [InlineData("https://example.com/", "sub.example.com")]
    [InlineData("https://example.com/", "example.com.")]
    [InlineData("https://example.com./", "example.com")]
    [InlineData("https://example.com/", "..example.com")]
    [InlineData("https://example.com/", "example.com:443")]
    [InlineData("https://example.com/", "example.com/")]
    [InlineData("https://127.0.0.1/", "0.0.1")]
    [InlineData("https://127.0.0.1/", ".1")]
    [InlineData("https://127.0.0.1/", "1")]
    [InlineData("https://[::1]/", "1]")]
    [InlineData("https://[2001:db8::1.2.3.4]/", "2.3.4")]
    [InlineData("https://b\u00fccher.example/", "b\u00fccher.example")]
    public void A_domain_that_is_not_the_servers_is_refused(string url, string domain)
    {
        _rig.Receive(url, $"a=1; Domain={domain}; Path=/");

        Assert.Empty(_rig.Jar);
        Assert.Null(_rig.Sent(url));
    }

    [Theory]
    [InlineData("https://co.uk/", "co.uk", "https://shop.co.uk/")]
    [InlineData("https://github.io/", ".github.io", "https://victim.github.io/")]
    [InlineData("http://localhost/", "localhost", "http://x.localhost/")]
    [InlineData("http://printer/", ".printer", "http://x.printer/")]
    [InlineData("http://127.0.0.1/", "127.0.0.1", "http://10.0.0.1/")]
    public void A_host_that_is_a_public_suffix_or_an_address_keeps_it_for_itself(
        string url, string domain, string other)
    {
        _rig.Receive(url, $"a=1; Domain={domain}");

        Assert.Equal("a=1", _rig.Sent(url));
        Assert.Null(_rig.Sent(other));
        Assert.True(_rig.Jar.Single().HostOnly);
    }

    [Theory]
    [InlineData("a=1", "https://example.com/")]
    [InlineData("a=1; Domain=", "https://example.com/")]
    [InlineData("a=1; Domain=.", "https://example.com/")]
    [InlineData(
        "a=1; Domain=example.com", "https://example.com/", "https://sub.example.com/", "https://a.b.example.com/")]
    [InlineData(
        "a=1; Domain=.EXAMPLE.com", "https://example.com/", "https://sub.example.com/", "https://a.b.example.com/")]
    [InlineData(
        "a=1; Domain=evil.com; Domain=example.com", "https://example.com/",
        "https://sub.example.com/", "https://a.b.example.com/")]
    public void Without_a_domain_the_host_alone_gets_it_with_one_those_below_too(string line, params string[] reached)
    {
        _rig.Receive("https://example.com/", line);

        Assert.Equal(reached, _rig.Reached(
            "https://example.com/", "https://sub.example.com/", "https://a.b.example.com/",
            "https://notexample.com/", "https://example.com.evil.com/", "https://com/", "https://example.com./"));
    }

    [Fact]
    public void A_host_far_below_may_set_it_for_what_is_registered() =>
        Assert.Equal(["https://x.example.com/"], _rig.Receive("https://a.b.example.com/", "a=1; Domain=example.com")
            .Reached("https://x.example.com/", "https://other.com/"));

    [Fact]
    public void Names_in_other_scripts_are_compared_as_they_are_encoded()
    {
        _rig.Receive("https://b\u00fccher.example/", "a=1; Domain=xn--bcher-kva.example");

        Assert.Equal("a=1", _rig.Sent("https://www.xn--bcher-kva.example/"));
        Assert.Equal("a=1", _rig.Sent("https://www.B\u00dcCHER.example/"));
    }

    [Fact]
    public void An_address_of_version_6_is_one_host_however_it_is_written() =>
        Assert.Equal("a=1", _rig.Receive("http://[::FFFF:1.2.3.4]/", "a=1").Sent("http://[0:0:0:0:0:ffff:102:304]/"));

    [Theory]
    [InlineData("/foo", "https://h.test/foo", "https://h.test/foo/", "https://h.test/foo/bar", "https://h.test/foo?q")]
    [InlineData("/foo/", "https://h.test/foo/", "https://h.test/foo/bar")]
    [InlineData(
        "/", "https://h.test/", "https://h.test/foo", "https://h.test/foo/", "https://h.test/foo/bar",
        "https://h.test/foobar", "https://h.test/Foo", "https://h.test/foo?q")]
    public void A_path_reaches_itself_and_what_is_below(string path, params string[] reached)
    {
        _rig.Receive("https://h.test/set", "a=1; Path=" + path);

        Assert.Equal(reached.Order(), _rig.Reached(
            "https://h.test/", "https://h.test/foo", "https://h.test/foo/", "https://h.test/foo/bar",
            "https://h.test/foobar", "https://h.test/Foo", "https://h.test/foo?q").Order());
    }

    [Fact]
    public void Longer_paths_come_first_then_what_is_older()
    {
        _rig.Receive(
            "https://www.example.com/x/y/z", "root=1; Path=/", "b=deep; Path=/x/y",
            "dom=1; Domain=example.com; Path=/", "a=deep; Path=/x/y", "other=1; Path=/y");

        Assert.Equal("b=deep; a=deep; root=1; dom=1", _rig.Sent("https://www.example.com/x/y/z"));
    }

    [Fact]
    public void A_cookie_that_is_set_again_keeps_its_place_and_its_age()
    {
        _rig.Receive("https://h.test/", "a=1", "b=2");
        _rig.Time.Now += TimeSpan.FromHours(1);
        _rig.Receive("https://h.test/", "a=3");

        Assert.Equal("a=3; b=2", _rig.Sent("https://h.test/"));
        Assert.Equal(FakeTime.Start, _rig.Jar.First().Created);
        Assert.Equal(FakeTime.Start + TimeSpan.FromHours(1), _rig.Jar.First().LastAccessed);
    }

    [Fact]
    public void Name_in_its_case_domain_path_and_host_only_tell_cookies_apart()
    {
        _rig.Receive(
            "https://example.com/x/", "a=1; Path=/", "A=2; Path=/",
            "a=3", "a=4; Path=/; Domain=example.com", "a=5; Path=/");

        Assert.Equal("a=3; a=5; A=2; a=4", _rig.Sent("https://example.com/x/"));
    }

    [Fact]
    public void Ports_share_cookies_and_a_host_header_changes_nothing()
    {
        _rig.Receive("http://h.test:8080/", "a=1");

        Assert.Equal("a=1", _rig.Sent("http://h.test:9090/"));
        _rig.Session.Get("http://real.test/", new() { Headers = { ["Host"] = "h.test" } });
        Assert.Null(_rig.Sent("http://real.test/"));
    }
}
