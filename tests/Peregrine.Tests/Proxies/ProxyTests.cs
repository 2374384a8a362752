namespace Peregrine;

public sealed class ProxyTests
{
    [Theory]
    [InlineData("http://proxy:3128", "Http proxy:3128")]
    [InlineData("proxy:3128", "Http proxy:3128")]
    [InlineData("proxy", "Http proxy:80")]
    [InlineData(" http://proxy/ ", "Http proxy:80")]
    [InlineData("HTTPS://Proxy.Example", "Https proxy.example:443")]
    [InlineData("socks4://10.0.0.1", "Socks4 10.0.0.1:1080")]
    [InlineData("socks4a://proxy", "Socks4a proxy:1080")]
    [InlineData("socks5://proxy:9050", "Socks5 proxy:9050")]
    [InlineData("socks5h://[0:0::1]", "Socks5h [::1]:1080")]
    [InlineData("http://bücher.example", "Http xn--bcher-kva.example:80")]
    [InlineData("user:pass@proxy:3128", "Http proxy:3128")]
    public void An_address_of_a_proxy_is_read(string text, string expected)
    {
        Proxy? proxy = text;

        Assert.Equal(expected, $"{proxy!.Server!.Scheme} {proxy.Server.Authority}");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("http://")]
    [InlineData("http://:3128")]
    [InlineData("http://:::bad")]
    [InlineData("http:proxy")]
    [InlineData("ftp://proxy")]
    [InlineData("socks://proxy")]
    [InlineData("socks6://proxy")]
    [InlineData("http+unix://%2Frun%2Fx")]
    [InlineData("http://proxy:0")]
    [InlineData("http://proxy:65536")]
    [InlineData("http://proxy:31x")]
    [InlineData("http://proxy/path")]
    [InlineData("http://proxy?x")]
    [InlineData("http://proxy#x")]
    [InlineData("http://proxy\\@evil")]
    [InlineData("http://a@b@proxy")]
    [InlineData("http://pro xy")]
    [InlineData("http://proxy\r\nX: y")]
    [InlineData("http://[fe80::1%25eth0]")]
    public void What_is_no_address_is_refused_and_never_a_direct_connection(string text)
    {
        Assert.Throws<InvalidUrlException>(() => new Proxy(text));
    }

    [Fact]
    public void Null_stays_null()
    {
        Proxy? fromText = (string?)null;
        Proxy? fromUri = (Uri?)null;

        Assert.Null(fromText);
        Assert.Null(fromUri);
        Assert.Throws<ArgumentNullException>(() => new Proxy((string)null!));
        Assert.Throws<ArgumentNullException>(() => new Proxy((Uri)null!));
    }

    [Fact]
    public void A_uri_is_read_as_its_creator_wrote_it()
    {
        Proxy? proxy = new Uri("socks5h://us%40er:p%3Aw@127.0.0.1:1080");

        Assert.Equal(new ProxyLogin("us@er", "p:w"), proxy!.Server!.Login);
        Assert.Equal(new Uri("socks5h://127.0.0.1:1080"), proxy.Url);
    }

    [Fact]
    public void Userinfo_becomes_credentials_that_are_shown_nowhere()
    {
        var proxy = new Proxy("http://alice:SECRET@proxy:3128");

        Assert.Equal("Basic " + Convert.ToBase64String("alice:SECRET"u8), proxy.Server!.Authorization);
        Assert.Equal("http://***@proxy:3128", proxy.ToString());
        Assert.Equal(new Uri("http://proxy:3128"), proxy.Url);
        Assert.DoesNotContain("SECRET", proxy.Server.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://alice:SECRET@proxy/path")]
    [InlineData("gopher://alice:SECRET@proxy")]
    [InlineData("alice:SECRET@pro xy")]
    [InlineData("http://alice:SECRET%0d%0aX@proxy")]
    [InlineData("socks4://alice:SECRET@proxy")]
    public void A_refusal_shows_no_password(string text)
    {
        var refusal = Assert.ThrowsAny<ArgumentException>(() => new Proxy(text));

        Assert.DoesNotContain("SECRET", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_that_are_given_beat_those_of_the_address()
    {
        var proxy = new Proxy("http://alice:a@proxy") { Auth = ("bob", "b") };

        Assert.Equal("Basic " + Convert.ToBase64String("bob:b"u8), proxy.Server!.Authorization);
        Assert.Null(new Proxy("http://alice:a@proxy") { Auth = Auth.None }.Server!.Authorization);
    }

    [Fact]
    public void Credentials_that_a_proxy_would_not_see_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Proxy("http://proxy") { Auth = Auth.ApiKey("X-Key", "k") });
        Assert.Throws<ArgumentException>(() => new Proxy("http://proxy") { Auth = Auth.ApiKeyQuery("key", "k") });
        Assert.Throws<ArgumentException>(() => new Proxy("socks5://proxy") { Auth = Auth.Bearer("t") });
        Assert.Throws<ArgumentException>(() => new Proxy("socks4a://proxy") { Auth = ("u", "p") });
        Assert.Throws<ArgumentException>(() => new Proxy("socks5://proxy") { Auth = (new string('u', 256), "p") });
        Assert.Throws<ArgumentException>(() => new Proxy("socks5://proxy") { Auth = ("", "p") });
        Assert.Equal("Bearer t", new Proxy("http://proxy") { Auth = Auth.Bearer("t") }.Server!.Authorization);
    }

    [Fact]
    public void Fields_for_connect_are_kept_and_those_that_it_has_already_are_refused()
    {
        var proxy = new Proxy("http://proxy") { Headers = { ["X-Tenant"] = "a", ["X-None"] = null } };

        Assert.Equal("X-Tenant: a", proxy.Server!.Headers.ToString());
        Assert.Throws<ArgumentException>(
            () => new Proxy("http://proxy") { Headers = { ["Proxy-Authorization"] = "Basic x" } });
        Assert.Throws<ArgumentException>(() => new Proxy("http://proxy") { Headers = { ["X"] = "a\r\nb" } });
        Assert.Throws<ArgumentException>(
            () => new Proxy("http://proxy") { Headers = { ["Host"] = "elsewhere" } }.Server);
        Assert.Throws<ArgumentException>(() => new Proxy("socks5://proxy") { Headers = { ["X-Tenant"] = "a" } }.Server);
    }

    [Fact]
    public void Trust_is_for_https_proxies_alone()
    {
        Assert.Same(TlsOptions.Insecure, new Proxy("https://proxy") { Tls = TlsOptions.Insecure }.Server!.Tls);
        Assert.Throws<ArgumentException>(() => new Proxy("http://proxy") { Tls = TlsOptions.Insecure });
    }

    [Fact]
    public void Proxies_that_differ_in_anything_share_no_connection()
    {
        var auth = Auth.Custom(request => request);
        Proxy[] different =
        [
            "http://proxy", "http://proxy:81", "https://proxy:80", "socks5://proxy:80",
            "socks5h://proxy:80", "http://u:p@proxy", "http://u:q@proxy", "socks5://u:p@proxy:80",
            new("http://proxy") { Headers = { ["X"] = "a" } }, new("http://proxy") { Headers = { ["X"] = "b" } },
            new("https://proxy:80") { Tls = TlsOptions.Insecure },
            new("http://proxy") { Auth = auth }, new("http://proxy") { Auth = Auth.Custom(request => request) },
        ];

        Assert.Equal(different.Length, different.Select(proxy => proxy.Server).Distinct().Count());
        Assert.Equal(new Proxy("http://u:p@proxy").Server, new Proxy("proxy") { Auth = ("u", "p") }.Server);
        Assert.Equal(
            new Proxy("http://proxy") { Auth = auth }.Server, new Proxy("http://proxy") { Auth = auth }.Server);
    }
}
