using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// The user's browser is played by the test: it goes where it is sent, and comes back with what the server would say.
/// </summary>
public sealed class AuthorizationCodeTests
{
    private readonly TokenServer _server = new();

    public static TheoryData<string, string> Attacks => new()
    {
        { "code=c&state=another", "state differs" },
        { "code=c", "state differs" },
        { "code=c&state=", "state differs" },
        { "error=access_denied", "state differs" },
        { "code=c&state=STATE&iss=https%3A%2F%2Fevil.test", "RFC 9207" }, // The mix-up.
        { "code=c&state=STATE&iss=https%3A%2F%2Fas.test%2F", "RFC 9207" },
        { "code=c&state=STATE", "RFC 9207" }, // The server said that it would name itself.
        { "error=server_error&state=STATE&iss=https%3A%2F%2Fevil.test", "RFC 9207" },
        { "code=&state=STATE&iss=https%3A%2F%2Fas.test", "no code" },
        { "state=STATE&iss=https%3A%2F%2Fas.test", "no code" },
        {
            "error=access_denied&error_description=%1B%5B31mno&state=STATE&iss=https%3A%2F%2Fas.test",
            "access_denied (\uFFFD[31mno)"
        },
    };

    [Theory]
    [InlineData(true, PkceMethod.S256)]
    [InlineData(false, PkceMethod.S256)]
    [InlineData(false, PkceMethod.Plain)]
    public async Task The_browser_comes_back_to_this_machine_with_a_code(bool isBlocking, PkceMethod method)
    {
        Dictionary<string, string> asked = [];
        string? page = null;
        var grant = new AuthorizationCodeGrant
        {
            AuthorizationEndpoint = "https://as.test/authorize?tenant=1",
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            Scope = "read write",
            Resources = ["https://api.test/"],
            Pkce = method,
            AuthorizationParameters = { ["prompt"] = "login" },
            OpenBrowser = address =>
            {
                asked = TokenResponse.Pairs(address.Query.TrimStart('?'));
                _ = Task.Run(async () =>
                    page = await Browser.GetAsync($"{asked["redirect_uri"]}?code=the-code&state={asked["state"]}"));
            },
        };
        using var session = _server.Session(Auth.OAuth2(grant));

        var response = isBlocking ? session.Get("/") : await session.GetAsync("/");

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(
            "1 code id read write https://api.test/ login",
            string.Join(' ', new[] { "tenant", "response_type", "client_id", "scope", "resource", "prompt" }.Select(
                name => asked[name])));
        Assert.StartsWith("http://127.0.0.1:", asked["redirect_uri"], StringComparison.Ordinal);
        var form = Assert.Single(_server.Forms);
        Assert.Equal(
            ("authorization_code", "the-code", asked["redirect_uri"], "id"),
            (form["grant_type"], form["code"], form["redirect_uri"], form["client_id"]));
        Assert.InRange(form["code_verifier"].Length, 43, 128); // RFC 7636, section 4.1.
        Assert.Equal(asked["code_challenge"], Pkce.Challenge(method, form["code_verifier"]));
        Assert.Equal(method == PkceMethod.Plain ? "plain" : "S256", asked["code_challenge_method"]);
        Assert.Equal(43, asked["state"].Length);
        Assert.False(form.ContainsKey("scope"));
    }

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task An_answer_that_is_not_ours_ends_the_login_and_its_code_goes_nowhere(string query, string why)
    {
        var session = Discovered(out var grant, (address, _) =>
        {
            var state = TokenResponse.Pairs(address.Query.TrimStart('?'))["state"];
            return Task.FromResult(new Uri("app:/cb?" + query.Replace("STATE", state, StringComparison.Ordinal)));
        });
        using (session)
        {
            var failure = await Assert.ThrowsAsync<AuthException>(
                () => session.GetAsync("/", new() { Auth = Auth.OAuth2(grant) }));

            Assert.Contains(why, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(_server.TokenRequests, sent => sent.Method == "POST");
        }
    }

    [Fact]
    public async Task The_right_issuer_is_believed()
    {
        var session = Discovered(out var grant, (address, _) =>
            Task.FromResult(new Uri("app:/cb?code=c&iss=https%3A%2F%2Fas.test"
                + $"&state={TokenResponse.Pairs(address.Query.TrimStart('?'))["state"]}")));
        using (session)
        {
            Assert.Equal(200, (await session.GetAsync("/", new() { Auth = Auth.OAuth2(grant) })).StatusCode);
        }
    }

    [Fact] // The downgrade.
    public async Task A_server_that_does_not_know_our_pkce_is_not_asked()
    {
        var session = Discovered(
            out var grant,
            (_, _) => throw new InvalidOperationException("asked"),
            "\"code_challenge_methods_supported\":[\"plain\"]");
        using (session)
        {
            var failure = await Assert.ThrowsAsync<AuthException>(
                () => session.GetAsync("/", new() { Auth = Auth.OAuth2(grant) }));

            Assert.Contains("S256", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task State_and_verifier_are_new_each_time()
    {
        var seen = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var session = Discovered(out var grant, (address, _) =>
            {
                var pairs = TokenResponse.Pairs(address.Query.TrimStart('?'));
                seen.AddRange([pairs["state"], pairs["code_challenge"]]);
                throw new InvalidOperationException("enough");
            });
            using (session)
            {
                await Assert.ThrowsAsync<InvalidOperationException>(
                    () => session.GetAsync("/", new() { Auth = Auth.OAuth2(grant) }));
            }
        }

        Assert.Equal(6, seen.Distinct().Count());
    }

    [Fact]
    public async Task A_user_who_does_not_come_back_is_not_waited_for_for_ever()
    {
        var time = new FakeTime();
        var grant = Loopback(_ => { });
        using var session = _server.Session(Auth.OAuth2(grant), time);

        var call = session.GetAsync("/");
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Contains(
            "did not come back",
            (await Assert.ThrowsAsync<AuthException>(() => call)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_last_caller_leaves_nobody_waits_for_the_user()
    {
        Uri? address = null;
        using var left = new CancellationTokenSource();
        using var session = _server.Session(Auth.OAuth2(Loopback(asked => address = asked)));

        var call = session.GetAsync("/", left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);

        // The listener is gone, soon after.
        var port = new Uri(TokenResponse.Pairs(address!.Query.TrimStart('?'))["redirect_uri"]).Port;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
            }
            catch (SocketException)
            {
                break;
            }
        }
    }

    [Theory]
    [InlineData("POST /?code=x&state={0} HTTP/1.1\r\nHost: {1}\r\n\r\n")]
    [InlineData("GET /favicon.ico HTTP/1.1\r\nHost: {1}\r\n\r\n")]
    [InlineData("GET /other?code=x&state={0} HTTP/1.1\r\nHost: {1}\r\n\r\n")]
    [InlineData("GET /?code=x&state={0} HTTP/1.1\r\nHost: evil.test\r\n\r\n")]
    [InlineData("GET /?code=x&state={0} HTTP/1.1\r\nHost: {1}\r\nHost: {1}\r\n\r\n")]
    [InlineData("GET /?code=x&state={0} HTTP/1.0\r\n\r\n")]
    [InlineData("GET http://{1}/?code=x&state={0} HTTP/1.1\r\nHost: {1}\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("\0\0\0\0")]
    [InlineData("")]
    public async Task Whatever_else_knocks_changes_nothing(string knock)
    {
        var browser = Task.CompletedTask;
        using var left = new CancellationTokenSource();
        var grant = Loopback(address => browser = Task.Run(async () =>
        {
            try
            {
                await KnockAsync(address);
            }
            catch
            {
                await left.CancelAsync();
                throw;
            }
        }));

        async Task KnockAsync(Uri address)
        {
            var pairs = TokenResponse.Pairs(address.Query.TrimStart('?'));
            var back = new Uri(pairs["redirect_uri"]);
            using var idle = new TcpClient("127.0.0.1", back.Port); // Browsers connect before they know what for.
            using var other = new TcpClient("127.0.0.1", back.Port);
            var stream = other.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(knock.Replace("{0}", pairs["state"], StringComparison.Ordinal).Replace(
                    "{1}", back.Authority, StringComparison.Ordinal)));
            other.Client.Shutdown(SocketShutdown.Send);
            Assert.DoesNotContain(
                "signed in", await new StreamReader(stream).ReadToEndAsync(), StringComparison.Ordinal);
            Assert.Contains(
                "signed in",
                await Browser.GetAsync($"{back}?code=right&state={pairs["state"]}"), StringComparison.Ordinal);
        }

        using var session = _server.Session(Auth.OAuth2(grant));

        await Task.WhenAll(session.GetAsync("/", left.Token), browser);

        Assert.Equal("right", Assert.Single(_server.Forms)["code"]);
    }

    [Theory]
    [InlineData("http://localhost/cb", "http://localhost:")]
    [InlineData("http://[::1]/", "http://[::1]:")]
    [InlineData("http://127.0.0.1/a/b", "http://127.0.0.1:")]
    public async Task The_listener_has_any_name_of_this_machine(string redirectUri, string prefix)
    {
        Assert.SkipWhen(
            redirectUri.Contains("::1", StringComparison.Ordinal) && !Socket.OSSupportsIPv6, "no IPv6 on this machine");
        string? used = null;
        var grant = Loopback(
            address =>
            {
                var pairs = TokenResponse.Pairs(address.Query.TrimStart('?'));
                used = pairs["redirect_uri"];
                _ = Browser.GetAsync($"{used}?code=c&state={pairs["state"]}");
            },
            redirectUri);
        using var session = _server.Session(Auth.OAuth2(grant));

        await session.GetAsync("/");

        Assert.StartsWith(prefix, used, StringComparison.Ordinal);
        Assert.Equal(new Uri(redirectUri).AbsolutePath, new Uri(used!).AbsolutePath);
    }

    private static AuthorizationCodeGrant Loopback(Action<Uri> open, string? redirectUri = null) => new()
    {
        AuthorizationEndpoint = "https://as.test/authorize",
        TokenEndpoint = "https://as.test/token",
        ClientId = "id",
        OpenBrowser = open,
        RedirectUri = redirectUri is null ? null : (Url)redirectUri,
    };

    private HttpSession Discovered(
        out AuthorizationCodeGrant grant,
        Func<Uri, CancellationToken, Task<Uri>> wait,
        string more = "\"authorization_response_iss_parameter_supported\":true")
    {
        grant = new AuthorizationCodeGrant
        {
            Discovery = "https://as.test",
            ClientId = "id",
            RedirectUri = "app:/cb",
            WaitForRedirect = wait,
        };
        _server.Answer = (form, number) => form.Count > 0 ? null : FakeServer.Json(
            $$"""
            {
              "issuer": "https://as.test",
              "token_endpoint": "https://as.test/token",
              "authorization_endpoint": "https://as.test/authorize",
              {{more}}
            }
            """);
        return _server.Session(Auth.None);
    }
}
