namespace Peregrine;

/// <summary>
/// What the session's retries mean for a token request: as many, and only where nothing can be spent twice.
/// </summary>
public sealed class TokenRetryTests
{
    private static readonly OAuthToken Old =
        new() { AccessToken = "old", RefreshToken = "r0", ExpiresAt = DateTimeOffset.UnixEpoch };

    private readonly TokenServer _server = new();

    [Theory]
    [InlineData(true, 429)]
    [InlineData(false, 503)]
    [InlineData(true, 500)]
    [InlineData(false, 0)]
    public async Task A_busy_endpoint_is_asked_again_where_nothing_can_be_spent(bool isBlocking, int status)
    {
        _server.Answer = (_, number) => number > 2 ? null : Trouble(status);
        using var session = Retrying(Auth.OAuth2(TokenServer.ClientCredentials), 2);

        Assert.Equal(200, (isBlocking ? session.Get("/") : await session.GetAsync("/")).StatusCode);

        Assert.Equal(3, _server.TokenRequests.Count);
        Assert.Single(_server.Calls);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task It_is_asked_as_often_as_the_session_says(int retries)
    {
        _server.Answer = (_, _) => Trouble(503);
        using var session = Retrying(Auth.OAuth2(TokenServer.ClientCredentials), retries);

        var failure = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Equal((503, true), (failure.Response!.StatusCode, failure.IsTransient));
        Assert.Equal(retries + 1, _server.TokenRequests.Count);
    }

    [Theory]
    [InlineData(400, "{\"error\":\"invalid_client\"}")]
    [InlineData(400, "{\"error\":\"temporarily_unavailable\"}")] // The policy goes by the status.
    [InlineData(401, "")]
    public async Task A_refusal_is_no_reason_to_ask_again(int status, string body)
    {
        _server.Answer = (_, _) => FakeServer.Reply(status, body);
        using var session = Retrying(Auth.OAuth2(TokenServer.ClientCredentials), 3);

        await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task A_refresh_token_is_sent_once_whatever_is_answered()
    {
        foreach (var status in new[] { 429, 503, 500 })
        {
            _server.TokenRequests.Clear();
            _server.Answer = (_, _) => Trouble(status);
            using var session = Retrying(
                Auth.OAuth2(
                new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id" }, Old), 3);

            await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

            Assert.Single(_server.TokenRequests);
        }
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, 2)] // It never reached the server.
    [InlineData(HttpRequestError.ResponseEnded, 1)]
    public async Task A_refresh_token_that_was_never_sent_may_be_sent_again(HttpRequestError error, int requests)
    {
        _server.Answer = (_, number) => number > 1 ? null : throw new HttpRequestException(error, "no");
        using var session = Retrying(
            Auth.OAuth2(new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id" }, Old), 3);

        if (requests == 2)
        {
            Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        }
        else
        {
            await Assert.ThrowsAnyAsync<RequestException>(() => session.GetAsync("/"));
        }

        Assert.Equal(requests, _server.TokenRequests.Count);
    }

    [Fact]
    public async Task The_metadata_is_looked_for_again_only_where_the_server_is_busy()
    {
        var asked = new List<string>();
        _server.Answer = (form, _) =>
        {
            var sent = _server.TokenRequests[^1];
            if (sent.Method == "POST")
            {
                return null;
            }

            asked.Add(sent.Url[^6..]);
            return asked.Count switch
            {
                1 => Trouble(500),
                2 => Trouble(503),
                _ => FakeServer.Json("""{"issuer":"https://as.test","token_endpoint":"https://as.test/token"}"""),
            };
        };
        using var session = Retrying(
            Auth.OAuth2(new ClientCredentialsGrant { Discovery = "https://as.test", ClientId = "id" }), 3);

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);

        Assert.Equal(["server", "ration", "ration"], asked);
    }

    [Fact]
    public async Task The_callers_functions_and_keys_stay_out_of_it_and_the_budget_holds()
    {
        var seen = new List<Request>();
        _server.Answer = (_, _) => Trouble(503);
        using var session = Retrying(Auth.OAuth2(TokenServer.ClientCredentials), new RetryPolicy(5)
        {
            BackoffFactor = 0,
            IdempotencyKey = true,
            ThrowWhenSpent = true,
            Verdict = context =>
            {
                seen.Add(context.Request);
                return context.Proposed;
            },
        }, new RetryBudget(0, 0.2));

        await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Empty(seen);
        Assert.Equal(3, _server.TokenRequests.Count); // Two retries in ten seconds.
        Assert.All(_server.TokenRequests, sent => Assert.Null(sent.Headers["Idempotency-Key"]));
    }

    private static HttpResponseMessage Trouble(int status) =>
        status == 0 ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut")
            : FakeServer.Reply(status, "slow down");

    private HttpSession Retrying(Auth auth, RetryPolicy policy, RetryBudget? budget = null) =>
        _server.Session(auth).With(new() { Retry = policy with { BackoffFactor = 0 }, RetryBudget = budget });
}
