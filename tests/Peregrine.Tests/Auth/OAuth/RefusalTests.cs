namespace Peregrine;

/// <summary>What an <see cref="AuthException"/> tells about a refusal.</summary>
public sealed class RefusalTests
{
    private static readonly Request Asked = new(HttpMethod.Get, new Uri("https://api.test/"));

    private readonly TokenServer _server = new();

    [Theory]
    [InlineData(429, "slow down", true)]
    [InlineData(408, "", true)]
    [InlineData(500, "{\"error\":\"oops\"}", true)]
    [InlineData(503, "<html>", true)]
    [InlineData(529, "", true)]
    [InlineData(400, "{\"error\":\"temporarily_unavailable\"}", true)]
    [InlineData(400, "{\"error\":\"server_error\"}", true)]
    [InlineData(200, "{\"error\":\"slow_down\"}", true)]
    [InlineData(400, "{\"error\":\"invalid_client\"}", false)]
    [InlineData(401, "", false)]
    [InlineData(403, "", false)]
    [InlineData(404, "", false)]
    [InlineData(200, "{}", false)]
    public async Task It_has_the_response_and_says_whether_it_may_pass(int status, string body, bool isTransient)
    {
        _server.Answer = (_, _) => FakeServer.Reply(status, body, ("Retry-After", "7"));
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        foreach (
            var failure in new[]
            {
                await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/")),
                Assert.Throws<AuthException>(() => session.Get("/")),
            })
        {
            Assert.Equal(isTransient, failure.IsTransient);
            Assert.Equal(status, (int)failure.StatusCode!);
            Assert.Equal((status, body), (failure.Response!.StatusCode, failure.Response.Text));
            Assert.Equal(TimeSpan.FromSeconds(7), failure.Response.RetryAfter);
            Assert.Equal("https://api.test/", failure.Request.Url.AbsoluteUri);
        }
    }

    [Fact]
    public void One_without_a_response_goes_by_its_code()
    {
        Assert.True(new AuthException("m", Asked, "temporarily_unavailable").IsTransient);
        Assert.False(new AuthException("m", Asked, "access_denied").IsTransient);
        Assert.False(new AuthException("m", Asked).IsTransient);
        Assert.Null(new AuthException("m", Asked).StatusCode);
    }

    [Fact]
    public async Task The_device_and_the_revocation_endpoint_tell_as_much()
    {
        _server.Answer = (_, _) => FakeServer.Reply(503, "", ("Retry-After", "7"));
        var device = new DeviceCodeGrant
        {
            DeviceEndpoint = "https://as.test/device",
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            OnUserCode = _ => { },
        };
        using var session = _server.Session(Auth.OAuth2(device));
        var signedIn = Auth.OAuth2(
            new RefreshTokenGrant
            {
                TokenEndpoint = "https://as.test/token",
                RevocationEndpoint = "https://as.test/revoke",
                ClientId = "id",
            },
            new OAuthToken { AccessToken = "a", RefreshToken = "r" });

        var failures = new[]
        {
            await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/")),
            await Assert.ThrowsAsync<AuthException>(() => signedIn.RevokeAsync(session)),
        };

        Assert.All(failures, failure =>
            Assert.Equal(
            (true, 503, TimeSpan.FromSeconds(7)),
            (failure.IsTransient, failure.Response!.StatusCode, failure.Response.RetryAfter!.Value)));
    }

    [Fact]
    public async Task A_browser_that_brings_a_passing_refusal_is_one_that_may_pass()
    {
        var grant = new AuthorizationCodeGrant
        {
            AuthorizationEndpoint = "https://as.test/authorize",
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            RedirectUri = "https://app.test/",
            WaitForRedirect = (address, _) => Task.FromResult(new Uri(
                "https://app.test/?error=temporarily_unavailable&state=" + TokenResponse.Pairs(
                    address.Query.TrimStart('?'))["state"])),
        };
        using var session = _server.Session(Auth.OAuth2(grant));

        Assert.True((await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"))).IsTransient);
    }

    [Theory]
    [InlineData("client", "invalid_client", "no client such as this", "invalid_client", "no *** such as this")]
    [InlineData("invalid_client", "invalid_client", "x", "invalid_client", "x")]
    [InlineData(
        "R", "temporarily_unavailable", "R is for Retry, not fRom", "temporarily_unavailable",
        "*** is for Retry, not fRom")]
    [InlineData("a", "bad_thing", "a cat and A dog", "bad_thing", "*** cat and *** dog")]
    [InlineData(
        "hunter2", "e", "the password 'hunter2' (hunter2), hunter22", "e", "the password '***' (***), hunter22")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9", "e", "u%20eyJhbGciOiJSUzI1NiJ9x", "e", "u%20***x")]
    [InlineData(
        "eyJhbGciOiJSUzI1NiJ9", "eyJhbGciOiJSUzI1NiJ9", "x", "***",
        "x")] // No code of anybody's: a server that says back what it was sent.
    [InlineData("e", "e", "e.", "e", "***.")]
    public async Task Codes_stay_what_they_are_and_secrets_are_hidden_as_words(
        string secret, string error, string description, string shownError, string shownDescription)
    {
        _server.Answer = (_, _) =>
            FakeServer.Reply(400, $$"""{"error":"{{error}}","error_description":"{{description}}"}""");
        using var session = _server.Session(
            Auth.OAuth2(
            new ClientCredentialsGrant
            {
                TokenEndpoint = "https://as.test/token",
                ClientId = "app",
                ClientSecret = secret,
            }));

        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Equal((shownError, shownDescription), (failure.Error, failure.ErrorDescription));
        Assert.Contains($"{shownError} ({shownDescription})", failure.Message, StringComparison.Ordinal);
    }
}
