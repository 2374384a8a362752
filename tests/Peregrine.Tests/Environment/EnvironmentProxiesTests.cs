namespace Peregrine;

public sealed class EnvironmentProxiesTests
{
    private const string Url = "http://example.com";

    [Fact]
    public void Each_scheme_has_its_variable_and_another_one_serves_both()
    {
        Assert.Equal("p:1", For("http://a.test", ("HTTP_PROXY", "p:1"), ("HTTPS_PROXY", "p:2"), ("ALL_PROXY", "p:3")));
        Assert.Equal("p:2", For("https://a.test", ("HTTP_PROXY", "p:1"), ("HTTPS_PROXY", "p:2"), ("ALL_PROXY", "p:3")));
        Assert.Equal("p:3", For("https://a.test", ("HTTP_PROXY", "p:1"), ("ALL_PROXY", "p:3")));
        Assert.Null(For("https://a.test", ("HTTP_PROXY", "p:1")));
        Assert.Null(For(Url, ("FTP_PROXY", "p:1"), ("PROXY", "p:2"), ("TRAVIS_APT_PROXY", "p:3")));
    }

    [Fact]
    public void Lower_case_comes_first_even_when_it_is_empty()
    {
        Assert.Equal("lower:80", For(Url, ("http_proxy", "lower"), ("HTTP_PROXY", "UPPER")));
        Assert.Null(For(Url, ("http_proxy", ""), ("HTTP_PROXY", "UPPER")));
        Assert.Equal("all:80", For(Url, ("http_proxy", ""), ("all_proxy", "all")));
        Assert.Equal("p:80", For(Url, ("HTTP_PROXY", "p"), ("NO_PROXY", "example.com"), ("no_proxy", "")));
        Assert.Null(For(Url, ("HTTP_PROXY", "p"), ("no_proxy", "example.com")));
    }

    [Theory]
    [InlineData("REQUEST_METHOD", "GET")]
    [InlineData("GATEWAY_INTERFACE", "CGI/1.1")]
    public void Under_cgi_the_variable_that_a_client_can_set_by_a_header_does_not_count(string name, string value)
    {
        Assert.Null(For(Url, (name, value), ("HTTP_PROXY", "evil")));
        Assert.Equal("all:80", For(Url, (name, value), ("HTTP_PROXY", "evil"), ("ALL_PROXY", "all")));
        Assert.Equal("s:80", For("https://a.test", (name, value), ("HTTP_PROXY", "evil"), ("HTTPS_PROXY", "s")));
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("https://127.0.0.2")]
    [InlineData("http://[::1]")]
    public void This_machine_is_reached_directly(string url) => Assert.Null(For(url, ("ALL_PROXY", "p")));

    [Theory]
    [InlineData("http://:::bad")]
    [InlineData("quic://proxy")]
    [InlineData("http://alice:SECRET@proxy/path")]
    public void What_is_not_understood_is_an_error_of_those_who_need_it_and_never_a_direct_connection(string value)
    {
        var proxies = Of(("HTTP_PROXY", value), ("HTTPS_PROXY", "p"), ("NO_PROXY", "free.test"));

        var fault = Assert.Throws<EnvironmentException>(() => proxies!.For(OriginOf(Url)));
        Assert.Equal(ConnectStage.Proxy, fault.Stage);
        Assert.Contains("HTTP_PROXY", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal("p:80", proxies!.For(OriginOf("https://a.test"))!.Authority);
        Assert.Null(proxies.For(OriginOf("http://free.test")));
    }

    [Fact]
    public void Each_variable_can_be_switched_off_by_itself()
    {
        (string, string)[] variables = [("http_proxy", "p:1"), ("ALL_PROXY", "p:3"), ("NO_PROXY", "example.com")];

        Assert.Null(For(Url, new() { Proxies = false }, variables));
        Assert.Null(For(Url, EnvironmentOptions.None, variables));
        Assert.Equal("p:1", For(Url, new() { Ignored = ["no_proxy"] }, variables));
        Assert.Equal("p:3", For(Url, new() { Ignored = ["NO_PROXY", "Http_Proxy"] }, variables));
        Assert.Equal("p:1", For(Url, new() { Certificates = false, Ignored = ["NO_PROXY"] }, variables));
        Assert.Throws<ArgumentException>(() => new EnvironmentOptions { Ignored = ["FTP_PROXY"] });
    }

    [Fact]
    public void Variables_are_read_once_when_the_session_is_made_and_kept_by_those_that_come_of_it()
    {
        var reads = new List<string>();
        var options = new HttpSessionOptions().With(new() { ReadVariable = name => Note(reads, name) });

        _ = HttpSessionOptions.SettingsOf(options, null);
        var count = reads.Count;
        _ = HttpSessionOptions.SettingsOf(options.With(new() { Retry = 1 }), null);

        Assert.True(count > 0);
        Assert.Equal(count, reads.Count);
        _ = HttpSessionOptions.SettingsOf(options.With(new() { Environment = new() { Certificates = false } }), null);
        Assert.True(reads.Count > count);
    }

    [Fact]
    public void With_a_transport_of_the_callers_and_with_everything_off_nothing_is_read()
    {
        var reads = new List<string>();
        using var transport = new FakeServer(FakeServer.Reply(200));

        _ = HttpSessionOptions.SettingsOf(
            new HttpSessionOptions { Transport = transport, ReadVariable = name => Note(reads, name) }, null);
        _ = HttpSessionOptions.SettingsOf(
            new HttpSessionOptions { Environment = EnvironmentOptions.None, ReadVariable = name => Note(reads, name) },
            null);

        Assert.Empty(reads);
    }

    [Fact]
    public void A_call_that_needs_a_proxy_which_is_not_understood_fails_once_and_says_why()
    {
        using var session = new HttpSession(
            new() { Retry = 3, ReadVariable = name => name == "ALL_PROXY" ? "gopher://alice:SECRET@p" : null });

        var failure = Assert.Throws<ConnectException>(() => session.Get("http://example.test/x?token=SECRET"));

        Assert.Equal(ConnectStage.Proxy, failure.Stage);
        Assert.False(failure.IsTransient);
        Assert.Single(failure.Attempts);
        Assert.Contains("ALL_PROXY", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", failure.ToString(), StringComparison.Ordinal);
    }

    private static string? Note(List<string> reads, string name)
    {
        reads.Add(name);
        return null;
    }

    private static string? For(string url, params (string Name, string Value)[] variables) =>
        For(url, EnvironmentOptions.All, variables);

    private static string? For(string url, EnvironmentOptions options, (string Name, string Value)[] variables) =>
        Of(options, variables)?.For(OriginOf(url))?.Authority;

    private static EnvironmentProxies? Of(params (string Name, string Value)[] variables) =>
        Of(EnvironmentOptions.All, variables);

    private static EnvironmentProxies? Of(EnvironmentOptions options, (string Name, string Value)[] variables) =>
        EnvironmentProxies.FromVariables(
            new EnvironmentVariables(options, name => variables.FirstOrDefault(one => one.Name == name).Value));

    private static Origin OriginOf(string url) => RequestTarget.Parse(url).Origin;
}
