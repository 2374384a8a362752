namespace Peregrine;

public sealed class ProxyRulesTests
{
    [Theory]
    [InlineData("http://example.com", "any:80")]
    [InlineData("https://example.com", "secure:80")]
    [InlineData("https://www.corp.example", null)]
    [InlineData("https://corp.example", "secure:80")]
    [InlineData("https://api.corp.example:8443", "port:80")]
    public void The_most_specific_rule_counts(string url, string? expected)
    {
        var rules = new Proxies
        {
            ["all://"] = "any",
            ["https://"] = "secure",
            ["https://*.corp.example"] = Proxy.None,
            ["all://:8443"] = "port",
        };

        Assert.Equal(expected, For(ProxyRules.Create(null, rules, null), url));
    }

    [Fact]
    public void A_rule_beats_the_proxy_for_everything_and_that_the_environment()
    {
        var environment = Environment(("ALL_PROXY", "env"))!;
        var rules = new Proxies { ["http://a.test"] = "rule" };

        Assert.Equal("rule:80", For(ProxyRules.Create("own", rules, environment.For), "http://a.test"));
        Assert.Equal("own:80", For(ProxyRules.Create("own", rules, environment.For), "http://b.test"));
        Assert.Equal("env:80", For(ProxyRules.Create(null, rules, environment.For), "http://b.test"));
        Assert.Equal("env:80", For(ProxyRules.Create(null, null, environment.For), "http://b.test"));
        Assert.Null(For(ProxyRules.Create(Proxy.None, null, environment.For), "http://b.test"));
        Assert.Equal("own:80", For(ProxyRules.Create("own", null, environment.For), "http://localhost"));
    }

    [Fact]
    public void The_proxy_of_a_call_beats_everything()
    {
        Assert.Equal("call:80", For(ProxyRules.Only("call"), "http://a.test"));
        Assert.Null(For(ProxyRules.Only(Proxy.None), "http://a.test"));
    }

    [Fact]
    public void Rules_are_set_replaced_and_removed()
    {
        var rules = new Proxies { { "https", "http://u:SECRET@p:1" } };
        rules["https://"] = "http://u:SECRET@p:2";
        rules["all://x.test"] = null;

        Assert.Single(rules);
        Assert.Equal("https:// = http://***@p:2", rules.ToString());
        Assert.Throws<ArgumentException>(() => rules.Add("HTTPS://*", "q"));
        Assert.Throws<ArgumentException>(() => rules["https://a/b"] = "q");
        Assert.Throws<InvalidUrlException>(() => rules["https://a"] = "ftp://q");
        Assert.True(rules.Remove("https"));
        Assert.Empty(rules);
    }

    [Fact]
    public void Rules_are_copied_when_the_session_is_made()
    {
        var options = new HttpSessionOptions { Proxies = { ["http://"] = "first" } };
        var settings = HttpSessionOptions.SettingsOf(options, null);
        options.Proxies["http://"] = "second";

        Assert.Equal("first:80", For(settings.Proxies, "http://a.test"));
    }

    [Fact]
    public void A_proxy_beside_a_transport_is_refused()
    {
        using var transport = new FakeServer(FakeServer.Reply(200));

        Assert.Throws<ArgumentException>(() => new HttpSession(new() { Transport = transport, Proxy = "p" }));
        Assert.Throws<ArgumentException>(
            () => new HttpSession(new() { Transport = transport, Proxies = { ["http://"] = "p" } }));
        using var session = new HttpSession(new() { Transport = transport });
        Assert.Throws<ArgumentException>(() => session.Get("http://a.test", new() { Proxy = Proxy.None }));
        Assert.Throws<ArgumentException>(() => session.With(new() { Proxy = Proxy.None }));
    }

    private static EnvironmentProxies? Environment(params (string Name, string Value)[] variables) =>
        EnvironmentProxies.FromVariables(
            new EnvironmentVariables(
                EnvironmentOptions.All, name => variables.FirstOrDefault(one => one.Name == name).Value));

    private static string? For(ProxyRules rules, string url) => rules.For(RequestTarget.Parse(url).Origin)?.Authority;
}
