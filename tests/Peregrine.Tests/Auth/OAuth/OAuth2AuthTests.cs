namespace Peregrine;

public sealed class OAuth2AuthTests
{
    private readonly TokenServer _server = new();
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_call_gets_a_token_and_the_others_use_it(bool isBlocking)
    {
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (isBlocking ? session.Get("/") : await session.GetAsync("/")).StatusCode);
        }

        var asked = Assert.Single(_server.TokenRequests);
        Assert.Equal("POST", asked.Method);
        Assert.Equal("grant_type=client_credentials&scope=read", asked.Body);
        Assert.Equal("Basic aWQ6czNjcjN0", asked.Headers["Authorization"]);
        Assert.Equal("application/json", asked.Headers["Accept"]);
    }

    [Fact]
    public async Task Nothing_of_the_call_or_the_session_goes_to_the_token_endpoint()
    {
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));
        var hooked = 0;
        using var child = session.With(new()
        {
            Headers = { ["X-Child"] = "1" },
            Query = { ["q"] = 1 },
            OnRequest = _ => hooked++,
            Cookies = null,
        });

        await child.PostAsync("/", new()
        {
            Json = "body",
            Headers = { ["X-Call"] = "1" },
            Cookies = { ["c"] = "1" },
            Query = { ["p"] = 2 },
            Redirects = RedirectPolicy.Default,
        });

        var asked = Assert.Single(_server.TokenRequests);
        Assert.Equal(
            ["Accept", "Authorization", "Content-Type", "User-Agent"],
            asked.Headers.Select(field => field.Name).Order());
        Assert.Equal("https://as.test/token", asked.Url);
        Assert.Equal(1, hooked);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        _server.Lifetime = 3600;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials), _time);
        await session.GetAsync("/");

        _time.Advance(TimeSpan.FromSeconds(3569));
        await session.GetAsync("/");
        Assert.Single(_server.TokenRequests);
        _time.Advance(TimeSpan.FromSeconds(1));
        await session.GetAsync("/");

        Assert.Equal(2, _server.TokenRequests.Count);
    }

    [Fact]
    public async Task A_token_that_lives_shorter_than_the_leeway_is_used_for_half_its_life()
    {
        _server.Lifetime = 20;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials), _time);

        await session.GetAsync("/");
        _time.Advance(TimeSpan.FromSeconds(9));
        await session.GetAsync("/");
        Assert.Single(_server.TokenRequests);
        _time.Advance(TimeSpan.FromSeconds(1));
        await session.GetAsync("/");

        Assert.Equal(2, _server.TokenRequests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refused_token_is_renewed_once_and_the_call_sent_again(bool isBlocking)
    {
        var changed = new List<OAuthToken>();
        var auth = Auth.OAuth2(
            new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id" },
            new OAuthToken { AccessToken = "revoked", RefreshToken = "r0" },
            changed.Add);
        using var session = _server.Session(auth);
        var options = new RequestOptions { Json = new { a = 1 } };

        var response = isBlocking ? session.Post("/", options) : await session.PostAsync("/", options);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal(
            "grant_type=refresh_token&refresh_token=r0&client_id=id", Assert.Single(_server.TokenRequests).Body);
        Assert.Equal(["Bearer revoked", "Bearer t1"], _server.Calls.Select(call => call.Headers["Authorization"]));
        Assert.Equal("{\"a\":1}", _server.Calls[1].Body);
        Assert.Equal("r1", Assert.Single(changed).RefreshToken);
        Assert.Equal("t1", auth.CurrentToken!.AccessToken);
    }

    [Fact]
    public async Task A_server_that_refuses_every_token_is_believed()
    {
        _server.Answer = (_, number) => FakeServer.Json($$"""{"access_token":"bad{{number}}"}""");
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        Assert.Equal(401, (await session.GetAsync("/")).StatusCode);

        Assert.Equal(2, _server.TokenRequests.Count);
        Assert.Equal(2, _server.Calls.Count);
    }

    [Fact]
    public async Task A_body_that_is_read_once_is_not_sent_again_but_the_next_call_has_a_new_token()
    {
        using var session = _server.Session(
            Auth.OAuth2(TokenServer.ClientCredentials, new OAuthToken { AccessToken = "revoked" }));

        Assert.Equal(
            401, (await session.PostAsync("/", new() { Body = Body.Stream(new MemoryStream([1])) })).StatusCode);
        Assert.Equal(
            200, (await session.PostAsync("/", new() { Body = Body.Stream(new MemoryStream([1])) })).StatusCode);
    }

    [Fact]
    public async Task A_refresh_token_that_is_kept_is_used_again()
    {
        _server.Answer = (_, number) =>
        {
            _server.Good = $"t{number}";
            return FakeServer.Json($$"""{"access_token":"t{{number}}","expires_in":60}""");
        };
        using var session = _server.Session(Auth.OAuth2(
            new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id" },
            new OAuthToken { AccessToken = "a", RefreshToken = "r0", ExpiresAt = FakeTime.Start }),
            _time);

        await session.GetAsync("/");
        _time.Advance(TimeSpan.FromMinutes(1));
        await session.GetAsync("/");

        Assert.Equal(["r0", "r0"], _server.Forms.Select(form => form["refresh_token"]));
    }

    [Fact]
    public async Task A_refused_refresh_token_leaves_the_grant_itself()
    {
        _server.Answer = (form, _) => form["grant_type"] == "refresh_token"
            ? FakeServer.Reply(400, "{\"error\":\"invalid_grant\"}")
            : null;
        using var session = _server.Session(Auth.OAuth2(
            new PasswordGrant
            {
                TokenEndpoint = "https://as.test/token",
                ClientId = "id",
                UserName = "alice",
                Password = "p&w",
            },
            new OAuthToken { AccessToken = "a", RefreshToken = "r0", ExpiresAt = FakeTime.Start }),
            _time);

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);

        Assert.Equal("grant_type=password&username=alice&password=p%26w&client_id=id", _server.TokenRequests[1].Body);
    }

    [Fact]
    public async Task A_refusal_names_its_error_and_hides_what_the_server_repeats()
    {
        _server.Answer = (form, _) => FakeServer.Reply(
            400,
            $$"""
            {
              "error": "invalid_grant",
              "error_description": "the token {{form["refresh_token"]}} of S3CR3T\u001b[31m is spent"
            }
            """);
        var auth = Auth.OAuth2(
            new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id", ClientSecret = "s3cr3t" },
            new OAuthToken { AccessToken = "a", RefreshToken = "r0-secret", ExpiresAt = FakeTime.Start });
        using var session = _server.Session(auth, _time);

        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/private"));

        Assert.Equal("invalid_grant", failure.Error);
        Assert.Equal("the token *** of ***\uFFFD[31m is spent", failure.ErrorDescription);
        Assert.Contains(
            "POST https://as.test/token was refused: invalid_grant (the token ***",
            failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("/private", failure.Request.Url.AbsolutePath, StringComparison.Ordinal);
        Assert.Single(failure.Attempts);
        Assert.Empty(_server.Calls);
    }

    [Theory]
    [InlineData(200, "{}", "holds no access token")]
    [InlineData(200, "[1]", "holds no access token")]
    [InlineData(200, "<html>", "holds no access token")]
    [InlineData(200, "", "holds no access token")]
    [InlineData(500, "oops", "status 500")]
    [InlineData(200, "{\"error\":\"bad_verification_code\"}", "bad_verification_code")]
    [InlineData(200, "{\"access_token\":\"a\\r\\nX: y\"}", "control character")]
    [InlineData(200, "{\"access_token\":\"t\",\"token_type\":\"mac\"}", "mac")]
    [InlineData(307, "", "status 307")]
    public async Task An_answer_without_a_token_is_a_failure(int status, string body, string why)
    {
        // A redirect is not followed either.
        _server.Answer = (_, _) => FakeServer.Reply(status, body, ("Location", "https://evil.test/"));
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Single(_server.TokenRequests);
        Assert.Empty(_server.Calls);
    }

    [Fact]
    public async Task A_token_endpoint_that_can_not_be_reached_fails_as_it_fails()
    {
        _server.Answer = (_, _) => throw new HttpRequestException(HttpRequestError.ConnectionError, "no");
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        Assert.Contains(
            "as.test",
            (await Assert.ThrowsAnyAsync<RequestException>(() => session.GetAsync("/"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_as_it_stands_is_used_until_it_ends()
    {
        _server.Good = "t";
        using var session = _server.Session(
            Auth.OAuth2(new OAuthToken { AccessToken = "t", ExpiresAt = FakeTime.Start.AddSeconds(10) }), _time);

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        _time.Advance(TimeSpan.FromSeconds(10));
        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Equal("invalid_token", failure.Error);
        Assert.Single(_server.Calls);
    }

    [Fact]
    public async Task Another_scope_is_reported_and_no_failure()
    {
        _server.Answer = (_, _) => FakeServer.Json("""{"access_token":"t","scope":"read write"}""");
        OAuthToken? changed = null;
        using var session = _server.Session(
            Auth.OAuth2(TokenServer.ClientCredentials, onTokenChanged: token => changed = token));

        await session.GetAsync("/");

        Assert.Equal("read write", changed!.Scope);
        Assert.True(changed.HasOtherScope);
    }

    [Fact]
    public async Task Hooks_bend_the_rules_for_servers_that_do()
    {
        _server.Answer = (_, _) => FakeServer.Reply(299, "t-in-plain-text");
        var grant = new ClientCredentialsGrant
        {
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            ClientSecret = "s",
            ClientAuth = ClientAuth.Post,
            Parameters = { ["audience"] = "https://api.test/" },
            Resources = ["https://api.test/a", "https://api.test/b"],
            BeforeTokenRequest = request => request with { Headers = request.Headers.With("X-Bent", "1") },
            AfterTokenResponse = response => new OAuthToken { AccessToken = response.Text },
        };
        using var session = _server.Session(Auth.OAuth2(grant));

        await session.GetAsync("/");

        var asked = _server.TokenRequests[0];
        Assert.Equal("1", asked.Headers["X-Bent"]);
        Assert.Null(asked.Headers["Authorization"]);
        Assert.Equal(
            "grant_type=client_credentials&resource=https%3A%2F%2Fapi.test%2Fa&resource=https%3A%2F%2Fapi.test%2Fb"
            + "&client_id=id&client_secret=s&audience=https%3A%2F%2Fapi.test%2F",
            asked.Body);
        Assert.Equal("Bearer t-in-plain-text", _server.Calls[0].Headers["Authorization"]);
    }

    [Fact]
    public void Client_id_and_secret_are_encoded_before_they_are_basic() // RFC 6749, section 2.3.1.
    {
        var grant = new ClientCredentialsGrant { ClientId = "a:b c", ClientSecret = "ü&=" };

        Assert.Equal("Basic " + Convert.ToBase64String("a%3Ab+c:%C3%BC%26%3D"u8), ClientAuth.Basic.Prove(grant, []));
    }

    [Fact]
    public async Task Signing_out_revokes_and_forgets()
    {
        using var store = new MemoryTokenStore();
        var grant = new RefreshTokenGrant
        {
            TokenEndpoint = "https://as.test/token",
            RevocationEndpoint = "https://as.test/revoke",
            ClientId = "id",
            Store = store,
        };
        var auth = Auth.OAuth2(grant, new OAuthToken { AccessToken = "a", RefreshToken = "r0" });
        await store.SaveAsync(auth.CurrentToken, default);
        using var session = _server.Session(auth);
        _server.Answer = (_, _) => FakeServer.Reply(200);

        await auth.RevokeAsync(session);

        Assert.Equal(
            ("https://as.test/revoke", "token=r0&token_type_hint=refresh_token&client_id=id"),
            (_server.TokenRequests[0].Url, _server.TokenRequests[0].Body));
        Assert.Null(auth.CurrentToken);
        Assert.Null(await store.LoadAsync(default));
        await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));
    }

    [Fact]
    public async Task A_token_may_be_asked_for_before_any_call()
    {
        var auth = Auth.OAuth2(TokenServer.ClientCredentials);
        using var session = _server.Session(auth);

        Assert.Equal("t1", (await auth.GetTokenAsync(session)).AccessToken);
        Assert.Equal("t1", auth.GetToken(session).AccessToken);
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task Credentials_that_share_a_store_share_a_token()
    {
        using var store = new MemoryTokenStore();
        ClientCredentialsGrant Grant() =>
            new() { TokenEndpoint = "https://as.test/token", ClientId = "id", Store = store };
        using var one = _server.Session(Auth.OAuth2(Grant()), _time);
        using var other = _server.Session(Auth.OAuth2(Grant()), _time);

        await one.GetAsync("/");
        await other.GetAsync("/");
        other.Get("/");

        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task What_the_callers_own_code_throws_reaches_him_as_it_is()
    {
        var broken = new ClientCredentialsGrant
        {
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            BeforeTokenRequest = _ => throw new NotSupportedException("mine"),
        };
        using var session = _server.Session(Auth.OAuth2(broken));
        using var telling = _server.Session(
            Auth.OAuth2(TokenServer.ClientCredentials, onTokenChanged: _ => throw new NotSupportedException("mine")));

        await Assert.ThrowsAsync<NotSupportedException>(() => session.GetAsync("/"));
        Assert.Throws<NotSupportedException>(() => telling.Get("/"));
        Assert.Equal(200, telling.Get("/").StatusCode);
    }
}
