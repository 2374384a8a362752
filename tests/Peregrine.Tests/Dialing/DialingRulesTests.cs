using System.Net;

namespace Peregrine;

/// <summary>
/// What is decided before a socket is made: the order of addresses, fixed answers, names of Unix sockets.
/// </summary>
public sealed class DialingRulesTests
{
    [Theory]
    [InlineData("1.1.1.1", "1.1.1.1")]
    [InlineData("1.1.1.1 2.2.2.2", "1.1.1.1 2.2.2.2")]
    [InlineData("1.1.1.1 2.2.2.2 a:: b::", "a:: 1.1.1.1 b:: 2.2.2.2")]
    [InlineData("1.1.1.1 a:: b:: c::", "a:: 1.1.1.1 b:: c::")]
    [InlineData("a:: 1.1.1.1 2.2.2.2 3.3.3.3", "a:: 1.1.1.1 2.2.2.2 3.3.3.3")]
    [InlineData("1.1.1.1 ::ffff:1.1.1.1 ::ffff:2.2.2.2", "1.1.1.1 2.2.2.2")]
    public void The_families_of_addresses_take_turns(string given, string order) =>
        Assert.Equal(order, string.Join(
            ' ',
            AddressOrder.Interleave(given.Split(' ').Select(IPAddress.Parse)).Select(address => address.ToString())));

    [Fact]
    public async Task Fixed_answers_are_for_their_names_alone()
    {
        var resolve = Resolver.Fixed(
            ("api.test", "192.0.2.1"), ("API.test.", "2001:db8::1"), ("other.test", "192.0.2.2"));

        Assert.Equal(
            [IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1")], await resolve("Api.Test", default));
        Assert.Equal([IPAddress.Parse("192.0.2.2")], await resolve("other.test.", default));
        Assert.Throws<ArgumentException>(() => Resolver.Fixed(("api.test", "nowhere")));
        Assert.Throws<ArgumentException>(() => Resolver.Fixed(("", "192.0.2.1")));
    }

    [Theory]
    [InlineData("http+unix://%2Frun%2Fdocker.sock/info?all=1", "/run/docker.sock", "/info?all=1")]
    [InlineData("HTTP+UNIX://%2frun%2fdocker.sock", "/run/docker.sock", "/")]
    [InlineData("http+unix://%2Ftmp%2Fa%20b.sock/a%2Fb", "/tmp/a b.sock", "/a%2Fb")]
    [InlineData("http+unix://%40abstract/x", "@abstract", "/x")]
    public void A_url_of_ones_own_may_name_a_unix_socket(string url, string path, string target)
    {
        using var session = new HttpSession();

        var request = session.Build(HttpMethod.Get, url);

        Assert.Equal(path, request.Target.Origin.SocketPath);
        Assert.Equal(target, request.Target.PathAndQuery);
        Assert.Equal("localhost", request.Target.Authority);
        Assert.Equal("http+unix", request.Url.Scheme);
    }

    [Theory]
    [InlineData("http+unix:///run/docker.sock")]
    [InlineData("http+unix://run/x")]
    [InlineData("http+unix://%2Frun:80/x")]
    [InlineData("http+unix://a@%2Frun/x")]
    [InlineData("http+unix://%2F/x")]
    [InlineData("http+unix://%2Frun%00/x")]
    [InlineData("https+unix://%2Frun%2Fdocker.sock/x")]
    public void What_names_no_socket_is_refused(string url)
    {
        using var session = new HttpSession();

        Assert.Throws<InvalidUrlException>(() => session.Build(HttpMethod.Get, url));
    }

    [Fact]
    public void Two_sockets_are_two_origins()
    {
        using var session = new HttpSession();

        var (one, two) = (session.Build(HttpMethod.Get, "http+unix://%2Frun%2Fa.sock/"), session.Build(
            HttpMethod.Get, "http+unix://%2Frun%2Fb.sock/"));

        Assert.NotEqual(one.Target.Origin, two.Target.Origin);
        Assert.NotEqual(one.Url.Host, two.Url.Host); // So they share no cookies.
        Assert.Equal(one.Target.Origin, session.Build(HttpMethod.Get, "http+unix://%2frun%2fa%2Esock/").Target.Origin);
    }

    [Fact]
    public void What_belongs_to_the_connections_is_set_where_they_are_made()
    {
        HttpSessionOptions[] each =
        [
            new() { Resolve = Resolver.Fixed() }, new() { UnixSocket = "/run/a.sock" },
            new() { LocalAddress = IPAddress.Loopback }, new() { ConfigureSocket = _ => { } },
        ];
        using var session = new HttpSession();
        using var handler = new HttpClientHandler();
        foreach (var options in each)
        {
            Assert.Throws<ArgumentException>(() => session.With(options));
            options.Transport = handler;
            Assert.Throws<ArgumentException>(() => new HttpSession(options));
        }

        Assert.Throws<ArgumentException>(
            () => new HttpSession(new() { AddressRules = AddressRules.PublicOnly, Transport = handler }));
        using var above = new HttpSession(new() { Transport = handler });
        Assert.Throws<ArgumentException>(() => above.With(new() { AddressRules = AddressRules.PublicOnly }));
        Assert.Throws<InvalidUrlException>(() => above.Build(HttpMethod.Get, "http+unix://%2Frun%2Fa.sock/"));
        using var guarded = session.With(new() { AddressRules = AddressRules.PublicOnly });
        Assert.Throws<ArgumentException>(() => new HttpSession(new() { UnixSocket = "run/a.sock" }));
        Assert.Throws<ArgumentException>(() => new HttpSession(new() { UnixSocket = "/" + new string('a', 107) }));
        Assert.Throws<ArgumentException>(
            () => new HttpSession(new() { UnixSocket = "/run/a.sock", Proxy = "http://proxy.test" }));
    }

    /// <summary>
    /// A <see cref="Uri"/> writes hosts in lower case and takes no percent sign there: what it shows can be read back.
    /// </summary>
    [Theory]
    [InlineData("http+unix://%2Ftmp%2FA_b-C.d%20e%C3%BC.sock/info?all=1")]
    [InlineData("http+unix://%40Abstract/x")]
    public void A_url_of_a_unix_socket_goes_round(string url)
    {
        using var session = new HttpSession();
        var request = session.Build(HttpMethod.Get, url);
        var link = Links.Parse(["</next>; rel=next"], request.Url)["next"].Url;

        Assert.Equal(request.Target.Origin, session.Build(HttpMethod.Get, request.Url).Target.Origin);
        Assert.Equal(
            request.Target.Origin, session.Build(HttpMethod.Get, new Uri(request.Url.AbsoluteUri)).Target.Origin);
        Assert.Equal(request.Target.Origin, new Request(HttpMethod.Get, request.Url).Target.Origin);
        Assert.Equal(request.Target.Origin, session.Build(HttpMethod.Get, link).Target.Origin);
        Assert.Equal("/next", session.Build(HttpMethod.Get, link).Target.PathAndQuery);
        Assert.Contains(request.Target.Written.Host, request.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://h.example/")]
    [InlineData("http+unix://%2Frun%2Fa.sock/")]
    public void No_server_links_to_a_unix_socket(string context) =>
        Assert.Empty(Links.Parse(
            ["<http+unix://_2Frun_2Fb_2Esock/>; rel=next, <http+unix://%2Frun%2Fb.sock/>; rel=prev"],
            new HttpSession().Build(HttpMethod.Get, context).Url));

    /// <summary>A library follows what servers say, and JSON is what servers say.</summary>
    [Theory]
    [InlineData("http+unix://_2Frun_2Fb_2Esock/x")]
    [InlineData("HTTP+UNIX://_2frun_2fb_2esock/x")]
    public async Task No_server_leads_a_library_to_a_unix_socket(string url)
    {
        using var session = new HttpSession(new() { BaseUrl = "http+unix://%2Frun%2Fa.sock" });
        using var client = session.AsHttpClient();

        await Assert.ThrowsAsync<NotSupportedException>(
            () => client.GetAsync(new Uri(url), TestContext.Current.CancellationToken));
        var own = await Assert.ThrowsAsync<ConnectException>(
            () => client.GetAsync("x", TestContext.Current.CancellationToken));
        Assert.Contains("http+unix://%2Frun%2Fa.sock/x", own.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http+unix://%2Frun%2Fb.sock/x")]
    [InlineData(" http+unix://_2Frun_2Fb_2Esock/x")]
    public void A_url_in_json_names_no_unix_socket(string url)
    {
        var response = Response.Create(
            new Request(HttpMethod.Get, new Uri("http://h.test/")), 200, null,
            System.Text.Encoding.UTF8.GetBytes($$"""{"Next":"{{url}}"}"""));

        Assert.Throws<DecodingException>(() => response.Json<Page>());
    }

    private sealed record Page(Url? Next);
}
