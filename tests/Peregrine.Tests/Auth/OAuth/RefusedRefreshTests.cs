namespace Peregrine;

/// <summary>
/// A refresh token that is refused leads to a new login, unless the refusal says nothing of the token.
/// </summary>
public sealed class RefusedRefreshTests
{
    private const string Codes =
        "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://as.test/\","
        + "\"expires_in\":60,\"interval\":1}";

    private readonly TokenServer _server = new();
    private readonly FakeTime _time = new();
    private int _asked;

    public static TheoryData<int, string, bool> Refusals => new()
    {
        {
            200,
            "{\"error\":\"bad_refresh_token\",\"error_description\":\"The refresh token passed is incorrect or "
            + "expired.\"}",
            true
        },
        { 400, "{\"error\":\"invalid_grant\"}", true },
        { 500, "{\"error\":\"invalid_grant\"}", true },
        { 401, "{\"error\":\"invalid_token\"}", true },
        { 400, "{\"error\":\"invalid_refresh_token\"}", true },
        { 400, "{\"error\":\"token_expired\"}", true },
        { 400, "{\"error\":\"invalid_request\"}", true },
        { 403, "{\"error\":\"access_denied\"}", true },
        { 400, "{\"error\":\"interaction_required\"}", true },
        { 400, "", true },
        { 401, "{\"message\":\"no\"}", true },
        { 400, "error=bad_refresh_token", true },
        { 400, "{\"error\":\"server_error\"}", false },
        { 400, "{\"error\":\"temporarily_unavailable\"}", false },
        { 401, "{\"error\":\"invalid_client\"}", false },
        { 200, "{\"error\":\"incorrect_client_credentials\"}", false },
        { 400, "{\"error\":\"unauthorized_client\"}", false },
        { 400, "{\"error\":\"unsupported_grant_type\"}", false },
        { 400, "{\"error\":\"invalid_scope\"}", false },
        { 400, "{\"error\":\"slow_down\"}", false },
        { 429, "{\"error\":\"whatever\"}", false },
        { 429, "", false },
        { 503, "<html>", false },
        { 502, "", false },
        { 404, "", false },
        { 403, "<html>", false },
        { 200, "<html>", false },
        { 302, "", false },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task It_leads_to_a_login_and_leaves_the_store(int status, string body, bool isOfToken)
    {
        using var store = await StoreAsync(
            new() { AccessToken = "old", RefreshToken = "dead", ExpiresAt = FakeTime.Start });
        _server.Answer = (form, _) => form.ContainsKey("refresh_token") ? FakeServer.Reply(status, body)
            : form.ContainsKey("device_code") ? null : FakeServer.Json(Codes);
        using var session = _server.Session(Auth.OAuth2(Device(store)), _time);

        var call = session.GetAsync("/");
        for (var i = 0; i < 60 && !call.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        if (isOfToken)
        {
            Assert.Equal(200, (await call).StatusCode);
        }
        else
        {
            await Assert.ThrowsAsync<AuthException>(() => call);
        }

        Assert.Equal(isOfToken ? 1 : 0, _asked);
        Assert.Equal(isOfToken ? "r3" : "dead", (await store.LoadAsync(default))!.RefreshToken);
    }

    [Fact]
    public async Task It_is_gone_from_the_store_when_the_login_fails_too()
    {
        using var store = await StoreAsync(
            new() { AccessToken = "old", RefreshToken = "dead", ExpiresAt = FakeTime.Start });
        _server.Answer = (_, number) =>
            FakeServer.Reply(400, number == 1 ? "{\"error\":\"bad_refresh_token\"}" : "{\"error\":\"access_denied\"}");
        using var session = _server.Session(
            Auth.OAuth2(
            Device(store),
            new OAuthToken { AccessToken = "refused", RefreshToken = "dead", ExpiresAt = FakeTime.Start }), _time);

        await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));
        var next = await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));

        Assert.Equal("access_denied", next.Error);
        Assert.Null(await store.LoadAsync(default));
        Assert.Single(_server.Forms, form => form.ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task A_token_that_another_process_got_meanwhile_is_taken_and_left_in_the_store()
    {
        // A store without a lock: while we ask with the old refresh token, another process has spent it and saved the
        // next.
        using var store = new MemoryTokenStore();
        var others =
            new OAuthToken { AccessToken = "theirs", RefreshToken = "r9", ExpiresAt = FakeTime.Start.AddHours(1) };
        await store.SaveAsync(
            new() { AccessToken = "old", RefreshToken = "spent", ExpiresAt = FakeTime.Start }, default);
        _server.Good = "theirs";
        _server.Answer = (_, _) =>
        {
            store.SaveAsync(others, default).AsTask().Wait();
            return FakeServer.Reply(400, "{\"error\":\"invalid_grant\"}");
        };
        using var session = _server.Session(Auth.OAuth2(Device(store)), _time);

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);

        Assert.Equal(0, _asked);
        Assert.Equal("r9", (await store.LoadAsync(default))!.RefreshToken);
    }

    [Fact]
    public async Task Where_nobody_can_sign_in_the_refusal_is_the_error_each_time_and_the_store_is_free_for_the_next()
    {
        using var store = await StoreAsync(
            new() { AccessToken = "old", RefreshToken = "dead", ExpiresAt = FakeTime.Start });
        _server.Answer = (form, _) => form["refresh_token"] == "dead"
            ? FakeServer.Reply(400, "{\"error\":\"invalid_grant\"}") : null;
        RefreshTokenGrant Grant() => new() { TokenEndpoint = "https://as.test/token", ClientId = "id", Store = store };
        using var session = _server.Session(Auth.OAuth2(Grant()), _time);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal("invalid_grant", (await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"))).Error);
        }

        Assert.Null(await store.LoadAsync(default));
        var given = new OAuthToken { AccessToken = "x", RefreshToken = "fresh", ExpiresAt = FakeTime.Start };
        Assert.Equal(200, (await session.GetAsync("/", new() { Auth = Auth.OAuth2(Grant(), given) })).StatusCode);
    }

    [Fact]
    public async Task A_store_that_can_not_save_loses_no_token()
    {
        using var session = _server.Session(
            Auth.OAuth2(
            Device(new BrokenStore()),
            new OAuthToken { AccessToken = "old", RefreshToken = "r0", ExpiresAt = FakeTime.Start }), _time);

        await Assert.ThrowsAsync<NotSupportedException>(() => session.GetAsync("/"));

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        Assert.Single(_server.TokenRequests);
    }

    private DeviceCodeGrant Device(ITokenStore store) =>
        new()
        {
            DeviceEndpoint = "https://as.test/device",
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            Store = store,
            OnUserCode = _ => _asked++,
        };

    private static async Task<MemoryTokenStore> StoreAsync(OAuthToken token)
    {
        var store = new MemoryTokenStore();
        await store.SaveAsync(token, default);
        return store;
    }

    private sealed class BrokenStore : ITokenStore
    {
        public ValueTask<OAuthToken?> LoadAsync(CancellationToken cancellationToken) => default;

        public ValueTask SaveAsync(OAuthToken? token, CancellationToken cancellationToken) =>
            throw new NotSupportedException("full");
    }
}
