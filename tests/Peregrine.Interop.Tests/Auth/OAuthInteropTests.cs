namespace Peregrine;

/// <summary>Every grant against a certified OpenID provider.</summary>
[Trait("run", "long")]
public sealed class OAuthInteropTests(OidcProvider provider)
{
    [Theory]
    [InlineData("machine", "a secret: +/&%", "client_secret_basic", true)]
    [InlineData("machine", "a secret: +/&%", "client_secret_basic", false)]
    [InlineData("machine-post", "post-secret", "client_secret_post", true)]
    [InlineData("machine-post", "post-secret", "client_secret_post", false)]
    public async Task Client_credentials(string id, string secret, string method, bool isBlocking)
    {
        var issuer = await provider.UrlAsync();
        var grant = new ClientCredentialsGrant
        {
            TokenEndpoint = issuer + "/token",
            ClientId = id,
            ClientSecret = secret,
            ClientAuth = method == "client_secret_post" ? ClientAuth.Post : ClientAuth.Basic,
            Scope = "api:read",
        };
        using var session = new HttpSession(new() { BaseUrl = issuer, Auth = Auth.OAuth2(grant) });

        var who = isBlocking ? session.Get<Who>("/api") : await session.GetAsync<Who>("/api");

        Assert.Equal((id, "api:read"), (who.Client, who.Scope));
    }

    [Fact]
    public async Task A_wrong_secret_is_named_and_not_shown()
    {
        var issuer = await provider.UrlAsync();
        using var session = new HttpSession(new()
        {
            BaseUrl = issuer,
            Auth = Auth.OAuth2(
                new ClientCredentialsGrant { Discovery = issuer, ClientId = "machine", ClientSecret = "wrong-secret" }),
        });

        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/api"));

        Assert.Equal("invalid_client", failure.Error);
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Authorization_code_with_discovery_pkce_and_a_refresh(bool isBlocking)
    {
        var issuer = await provider.UrlAsync();
        var page = Task.FromResult("");
        var tokens = new List<OAuthToken>();
        var grant = new AuthorizationCodeGrant
        {
            Discovery = issuer,
            ClientId = "native",
            Scope = "openid offline_access api:read",
            AuthorizationParameters = { ["prompt"] = "consent" },
            OpenBrowser = address => page = Task.Run(() => UserBrowser.VisitAsync(address)),
        };
        var auth = Auth.OAuth2(grant, onTokenChanged: tokens.Add);
        using var session = new HttpSession(new() { BaseUrl = issuer, Auth = auth });

        var who = isBlocking ? session.Get<Who>("/api") : await session.GetAsync<Who>("/api");

        Assert.Equal(("native", "alice", "openid offline_access api:read"), (who.Client, who.Account, who.Scope));
        Assert.Equal("You are signed in. This window can be closed.", await page);
        Assert.False(auth.CurrentToken!.HasOtherScope);
        Assert.NotNull(auth.CurrentToken.IdToken);

        // The 401 is answered by a refresh, and the user is left alone.
        page = Task.FromResult("");
        await ForgetAsync(issuer, auth.CurrentToken);
        var again = isBlocking ? session.Get("/api") : await session.GetAsync("/api");

        Assert.Equal([401, 200], again.Attempts.Select(attempt => attempt.StatusCode));
        Assert.Equal(2, tokens.Count);
        Assert.NotEqual(tokens[0].RefreshToken, tokens[1].RefreshToken);
        Assert.Equal("", await page);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Device_code(bool isBlocking)
    {
        var issuer = await provider.UrlAsync();
        var page = Task.FromResult("");
        var grant = new DeviceCodeGrant
        {
            Discovery = issuer,
            ClientId = "tv",
            Scope = "openid offline_access api:read",
            OnUserCode = code => page = Task.Run(() => UserBrowser.VisitAsync(code.VerificationUriComplete!)),
        };
        using var session = new HttpSession(new() { BaseUrl = issuer, Auth = Auth.OAuth2(grant) });

        var who = isBlocking ? session.Get<Who>("/api") : await session.GetAsync<Who>("/api");

        Assert.Equal(("tv", "alice"), (who.Client, who.Account));
        Assert.NotEmpty(await page);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Name_and_password(bool isBlocking)
    {
        var issuer = await provider.UrlAsync();
        var auth = Auth.OAuth2(Password("päss: +/&%"));
        using var session = new HttpSession(new() { BaseUrl = issuer, Auth = auth });

        var who = isBlocking ? session.Get<Who>("/api") : await session.GetAsync<Who>("/api");

        Assert.Equal(("legacy", "alice", "openid offline_access api:read"), (who.Client, who.Account, who.Scope));

        // The 401 is answered by a refresh.
        var first = auth.CurrentToken!;
        await ForgetAsync(issuer, first);
        var again = isBlocking ? session.Get("/api") : await session.GetAsync("/api");

        Assert.Equal([401, 200], again.Attempts.Select(attempt => attempt.StatusCode));
        Assert.NotEqual(first.RefreshToken, auth.CurrentToken!.RefreshToken);

        var wrong = new RequestOptions { Auth = Auth.OAuth2(Password("wrong-password")) };
        var failure = isBlocking
            ? Assert.Throws<AuthException>(() => session.Get("/api", wrong))
            : await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/api", wrong));
        Assert.Equal("invalid_grant", failure.Error);
        Assert.DoesNotContain("wrong-password", failure.ToString(), StringComparison.Ordinal);

        PasswordGrant Password(string password) => new()
        {
            Discovery = issuer,
            ClientId = "legacy",
            UserName = "alice",
            Password = password,
            Scope = "openid offline_access api:read",
        };
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refresh_token_from_a_file_is_spent_once_and_revoked_at_the_end(bool isBlocking)
    {
        var issuer = await provider.UrlAsync();
        var file = Path.Combine(Path.GetTempPath(), "peregrine-" + Guid.NewGuid().ToString("N"));
        var first = Auth.OAuth2(new AuthorizationCodeGrant
        {
            Discovery = issuer,
            ClientId = "native",
            Scope = "openid offline_access api:read",
            Store = new FileTokenStore(file),
            AuthorizationParameters = { ["prompt"] = "consent" },
            OpenBrowser = address => _ = Task.Run(() => UserBrowser.VisitAsync(address)),
        });
        using var session = new HttpSession(new() { BaseUrl = issuer });
        await first.GetTokenAsync(session);

        // Another program, later: it finds the token, renews it, and at last signs out.
        var later = Auth.OAuth2(
            new RefreshTokenGrant { Discovery = issuer, ClientId = "native", Store = new FileTokenStore(file) });
        Assert.Equal(200, session.Get("/api", new() { Auth = later }).StatusCode);
        Assert.Equal(first.CurrentToken!.AccessToken, later.CurrentToken!.AccessToken);
        await ForgetAsync(issuer, later.CurrentToken);
        Assert.Equal(200, (isBlocking
            ? session.Get("/api", new() { Auth = later })
            : await session.GetAsync("/api", new() { Auth = later })).StatusCode);
        var token = later.CurrentToken;
        if (isBlocking)
        {
            later.Revoke(session);
        }
        else
        {
            await later.RevokeAsync(session);
        }

        Assert.False(File.Exists(file));
        Assert.Equal(401, (await session.GetAsync("/api", new() { Auth = Auth.OAuth2(token) })).StatusCode);
        Assert.Equal("invalid_grant", (await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/api", new()
        {
            Auth = Auth.OAuth2(
                new RefreshTokenGrant { Discovery = issuer, ClientId = "native" },
                token with { ExpiresAt = DateTimeOffset.UnixEpoch }),
        }))).Error);
        File.Delete(file + ".lock");
    }

    [Fact]
    public async Task A_thousand_calls_at_once_make_one_token_request()
    {
        var issuer = await provider.UrlAsync();
        var told = 0;
        var auth = Auth.OAuth2(
            new ClientCredentialsGrant
            {
                Discovery = issuer,
                ClientId = "machine",
                ClientSecret = "a secret: +/&%",
                Scope = "api:read",
            },
            new OAuthToken { AccessToken = "ended", ExpiresAt = DateTimeOffset.UnixEpoch },
            _ => Interlocked.Increment(ref told));
        using var session = new HttpSession(
            new() { BaseUrl = issuer, Auth = auth, Timeout = new Timeouts { Pool = TimeSpan.FromMinutes(2) } });

        var calls = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => session.GetAsync("/api")));

        Assert.All(calls, response => Assert.Equal(200, response.StatusCode));
        Assert.Equal(1, told);
    }

    // The server forgets the access token before its time.
    private static async Task ForgetAsync(string issuer, OAuthToken token) =>
        Assert.Equal(200, (await Http.GetAsync($"{issuer}/forget/{token.AccessToken}")).StatusCode);

    private sealed record Who(string Client, string? Account, string Scope);
}
