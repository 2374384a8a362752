using System.Diagnostics.Tracing;

namespace Peregrine;

/// <summary>
/// A token is renewed some time before it ends. While it is good, no call waits for that and none fails with it.
/// </summary>
[Collection(nameof(AloneCollection))] // One test listens to the whole process.
public sealed class EarlyRenewalTests
{
    private readonly TokenServer _server = new() { Good = "good" };
    private readonly FakeTime _time = new();

    public static TheoryData<bool, int, string> Refusals => new()
    {
        { true, 503, "{\"error\":\"temporarily_unavailable\"}" },
        { false, 503, "" },
        { true, 429, "" },
        { false, 400, "{\"error\":\"invalid_grant\"}" },
        { true, 401, "{\"error\":\"invalid_client\"}" },
        { false, 200, "<html>" },
        { true, 0, "" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_good_token_is_used_while_its_renewal_fails(bool isBlocking, int status, string body)
    {
        _server.Answer = (_, _) => status == 0
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "lost") : FakeServer.Reply(status, body);
        using var session = _server.Session(Auth.OAuth2(Refreshing, Token(25)), _time);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (isBlocking ? session.Get("/") : await session.GetAsync("/")).StatusCode);
        }

        await UntilAsync(() => _server.TokenRequests.Count == 1);
        _time.Advance(TimeSpan.FromSeconds(9));
        await session.GetAsync("/");
        Assert.Single(_server.TokenRequests); // No further early renewal for some seconds.
        _time.Advance(TimeSpan.FromSeconds(1));
        await session.GetAsync("/");
        await UntilAsync(() => _server.TokenRequests.Count == 2);
        Assert.All(_server.Calls, call => Assert.Equal("Bearer good", call.Headers["Authorization"]));
    }

    [Fact]
    public async Task A_token_that_has_ended_fails_the_call_as_ever()
    {
        _server.Answer = (_, _) => FakeServer.Reply(503);
        using var session = _server.Session(Auth.OAuth2(Refreshing, Token(25)), _time);
        await session.GetAsync("/");

        _time.Advance(TimeSpan.FromSeconds(25));

        await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));
        Assert.Throws<AuthException>(() => session.Get("/"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_is_sent_before_the_renewal_answers(bool isBlocking)
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        using var session = _server.Session(Auth.OAuth2(Refreshing, Token(26)));

        var calls = Enumerable.Range(0, 3)
            .Select(_ => isBlocking
                ? Task.Factory.StartNew(() =>
                session.Get("/"), default, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                : session.GetAsync("/"))
            .ToArray();
        await UntilAsync(() => _server.Calls.Count == 3 && _server.TokenRequests.Count == 1);
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), response => Assert.Equal(200, response.StatusCode));
    }

    [Fact]
    public async Task A_renewal_that_hangs_holds_the_call_that_began_it_for_a_moment_and_no_other()
    {
        _server.Gate = new TaskCompletionSource().Task;
        using var session = _server.Session(Auth.OAuth2(Refreshing, Token(25)), _time);

        var first = session.GetAsync("/");
        await UntilAsync(() => _server.TokenRequests.Count == 1 && _server.Calls.Count == 1);
        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        Assert.Equal(200, session.Get("/").StatusCode);
        Assert.False(first.IsCompleted);
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return first.IsCompleted;
        });

        Assert.Equal(200, (await first).StatusCode);
    }

    [Fact]
    public async Task A_program_that_ends_with_its_call_does_not_lose_the_new_refresh_token()
    {
        using var store = new MemoryTokenStore();
        await store.SaveAsync(Token(25), default);
        var grant = new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id", Store = store };
        using var session = _server.Session(Auth.OAuth2(grant, Token(25)), _time);

        await session.GetAsync("/");

        Assert.Equal("r1", (await store.LoadAsync(default))!.RefreshToken);
        Assert.Equal("Bearer good", Assert.Single(_server.Calls).Headers["Authorization"]);
    }

    [Fact]
    public async Task A_call_whose_token_is_refused_meanwhile_takes_the_one_that_comes()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        _server.Good = "other";
        using var session = _server.Session(Auth.OAuth2(Refreshing, Token(25)), _time);

        var calls = new[] { session.GetAsync("/"), session.GetAsync("/") };
        await UntilAsync(() => _server.TokenRequests.Count == 1 && _server.Calls.Count == 2);
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), response => Assert.Equal(200, response.StatusCode));
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task A_failed_early_renewal_fails_none_that_came_to_need_it()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        _server.Answer = (_, number) => number == 1 ? FakeServer.Reply(503) : null;
        using var session = _server.Session(Auth.OAuth2(Refreshing, Token(25)), _time);

        var early = session.GetAsync("/");
        await UntilAsync(() => _server.TokenRequests.Count == 1 && _server.Calls.Count == 1);
        _time.Advance(TimeSpan.FromSeconds(25));
        var late = session.GetAsync("/");
        gate.SetResult();

        Assert.Equal(200, (await early).StatusCode);
        Assert.Equal(200, (await late).StatusCode);
        Assert.Equal(2, _server.TokenRequests.Count);
    }

    [Fact]
    public async Task No_user_is_asked_while_the_token_is_good()
    {
        var asked = 0;
        using var store = new MemoryTokenStore();
        await store.SaveAsync(Token(25), default);
        _server.Answer = (form, _) => form.ContainsKey("refresh_token")
            ? FakeServer.Reply(400, "{\"error\":\"invalid_grant\"}")
            : form.ContainsKey("device_code") ? null
            : FakeServer.Json(
                "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://as.test/\",\"interval\":1}");
        var grant = new DeviceCodeGrant
        {
            DeviceEndpoint = "https://as.test/device",
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            Store = store,
            OnUserCode = _ => asked++,
        };
        var auth = Auth.OAuth2(grant, Token(25));
        using var session = _server.Session(auth, _time);

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(0, asked);
        await UntilAsync(() => auth.CurrentToken!.RefreshToken is null);
        var stored = await store.LoadAsync(default);
        Assert.Equal(
            ("good", null), (stored!.AccessToken, stored.RefreshToken)); // Good for a while, for another program too.
        Assert.Single(_server.TokenRequests); // The refresh token is dead: it is not tried again.
        _time.Advance(TimeSpan.FromSeconds(10));
        var call = session.GetAsync("/");
        await UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return call.IsCompleted;
        });
        Assert.Equal((200, 1), ((await call).StatusCode, asked));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stored_token_that_is_good_is_used_as_well(bool isBlocking)
    {
        using var store = new MemoryTokenStore();
        await store.SaveAsync(Token(25), default);
        _server.Answer = (_, _) => FakeServer.Reply(503);
        var grant = new RefreshTokenGrant { TokenEndpoint = "https://as.test/token", ClientId = "id", Store = store };
        using var session = _server.Session(Auth.OAuth2(grant), _time);

        Assert.Equal(200, (isBlocking ? session.Get("/") : await session.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Who_asks_for_the_token_itself_gets_the_new_one_or_the_one_that_is_good()
    {
        var auth = Auth.OAuth2(Refreshing, Token(25));
        using var session = _server.Session(auth, _time);
        Assert.Equal("t1", (await auth.GetTokenAsync(session)).AccessToken);

        _server.Answer = (_, _) => FakeServer.Reply(503);
        var other = Auth.OAuth2(Refreshing, Token(25));
        Assert.Equal("good", (await other.GetTokenAsync(session)).AccessToken);
        Assert.Equal("good", Auth.OAuth2(Refreshing, Token(25)).GetToken(session).AccessToken);
    }

    [Fact]
    public async Task What_fails_beside_every_call_is_told_by_the_event_source()
    {
        using var listener = new Listener();
        var broken = new RefreshTokenGrant
        {
            TokenEndpoint = "https://as.test/token",
            ClientId = "id",
            BeforeTokenRequest = _ => throw new NotSupportedException("s3cr3t"),
        };
        _server.Answer = (_, _) => FakeServer.Reply(400, "{\"error\":\"invalid_client\"}");
        using var session = _server.Session(Auth.OAuth2(Refreshing, Token(25)), _time);
        using var other = _server.Session(Auth.OAuth2(broken, Token(25)), _time);

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        await UntilAsync(() => listener.Told.Count == 1);
        Assert.Equal(200, (await other.GetAsync("/")).StatusCode);
        await UntilAsync(() => listener.Told.Count == 2);

        Assert.Equal(
            ["POST https://as.test/token was refused: invalid_client.", "NotSupportedException."], listener.Told);
    }

    private static RefreshTokenGrant Refreshing => new() { TokenEndpoint = "https://as.test/token", ClientId = "id" };

    private static OAuthToken Token(int seconds) =>
        new()
        {
            AccessToken = "good",
            RefreshToken = "r0",
            ExpiresAt = (seconds == 25 ? FakeTime.Start : DateTimeOffset.UtcNow).AddSeconds(seconds),
        };

    // Bounded: a test that waits for ever is one that fails.
    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private sealed class Listener : EventListener
    {
        internal List<string> Told { get; } = [];

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == "Peregrine")
            {
                EnableEvents(eventSource, EventLevel.Warning);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Told.Add((string)eventData.Payload![0]!);
    }
}
