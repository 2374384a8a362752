namespace Peregrine;

/// <summary>RFC 8628, played on a clock that the test moves.</summary>
public sealed class DeviceCodeTests
{
    private const string Codes =
        """
        {
          "device_code": "dev-secret",
          "user_code": "WDJB-MJHT",
          "verification_uri": "https://as.test/device",
          "verification_uri_complete": "https://as.test/device?user_code=WDJB-MJHT",
          "expires_in": 100,
          "interval": 7
        }
        """;

    private readonly TokenServer _server = new();
    private readonly FakeTime _time = new();
    private readonly List<TimeSpan> _polls = [];
    private DeviceCode? _shown;

    [Fact]
    public async Task It_polls_as_slowly_as_the_server_asks_until_the_user_agrees()
    {
        using var session = Session(
            new Queue<string?>(["authorization_pending", "slow_down", "authorization_pending", null]));

        var call = session.GetAsync("/");
        await PassAsync(call, TimeSpan.FromSeconds(60));

        Assert.Equal(200, (await call).StatusCode);
        Assert.Equal([7, 14, 26, 38], _polls.Select(poll => poll.TotalSeconds));
        Assert.Equal("scope=read&client_id=id", _server.TokenRequests[0].Body);
        Assert.Equal(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dev-secret&client_id=id",
            _server.TokenRequests[1].Body);
        Assert.Equal(
            ("WDJB-MJHT", "https://as.test/device", "https://as.test/device?user_code=WDJB-MJHT"),
            (_shown!.UserCode, _shown.VerificationUri.AbsoluteUri, _shown.VerificationUriComplete!.AbsoluteUri));
        Assert.Equal(FakeTime.Start.AddSeconds(100), _shown.ExpiresAt);
    }

    [Fact]
    public async Task A_code_that_nobody_uses_ends()
    {
        using var session = Session(new Queue<string?>(Enumerable.Repeat<string?>("authorization_pending", 100)));

        var call = session.GetAsync("/");
        await PassAsync(call, TimeSpan.FromSeconds(120));

        Assert.Equal("expired_token", (await Assert.ThrowsAsync<AuthException>(() => call)).Error);
        Assert.Equal(14, _polls.Count);
    }

    [Theory]
    [InlineData("access_denied")]
    [InlineData("expired_token")]
    public async Task A_refusal_is_the_end(string error)
    {
        using var session = Session(new Queue<string?>(["authorization_pending", error]));

        var call = session.GetAsync("/");
        await PassAsync(call, TimeSpan.FromSeconds(60));

        Assert.Equal(error, (await Assert.ThrowsAsync<AuthException>(() => call)).Error);
        Assert.Equal(2, _polls.Count);
    }

    [Fact]
    public async Task A_lost_connection_slows_it_down() // Section 3.5.
    {
        using var session = Session(new Queue<string?>(["(lost)", "(lost)", null]));

        var call = session.GetAsync("/");
        await PassAsync(call, TimeSpan.FromSeconds(60));

        Assert.Equal(200, (await call).StatusCode);
        Assert.Equal([7, 21, 49], _polls.Select(poll => poll.TotalSeconds));
    }

    [Theory]
    [InlineData("(503)", "(429)")]
    [InlineData("(500)", "temporarily_unavailable")]
    public async Task A_server_in_trouble_slows_it_down_and_ends_nothing(params string[] troubles)
    {
        using var session = Session(new Queue<string?>([.. troubles, null]));

        var call = session.GetAsync("/");
        await PassAsync(call, TimeSpan.FromSeconds(90));

        Assert.Equal(200, (await call).StatusCode);
        Assert.Equal([7, 21, 49], _polls.Select(poll => poll.TotalSeconds));
    }

    [Fact]
    public async Task It_waits_as_long_as_a_busy_server_asks()
    {
        using var session = Session(new Queue<string?>(["(busy)", null]));

        var call = session.GetAsync("/");
        await PassAsync(call, TimeSpan.FromSeconds(90));

        Assert.Equal(200, (await call).StatusCode);
        Assert.Equal([7, 47], _polls.Select(poll => poll.TotalSeconds));
    }

    [Theory]
    [InlineData("\"expires_in\":\"x\"", 900)]
    [InlineData("\"expires_in\":-1", 900)]
    [InlineData("\"interval\":5", 900)]
    [InlineData("\"expires_in\":1e300", 86_400)]
    [InlineData("\"expires_in\":\"100\",\"interval\":\"often\"", 100)]
    [InlineData("\"expires_in\":100,\"verification_uri_complete\":\"javascript:alert(1)\"", 100)]
    [InlineData("\"expires_in\":100,\"verification_uri_complete\":{}", 100)]
    public async Task An_odd_member_leaves_the_code_good(string member, int seconds)
    {
        var polled = TimeSpan.Zero;
        _server.Answer = (form, _) =>
        {
            if (!form.ContainsKey("device_code"))
            {
                return FakeServer.Json(
                    $$"""{"device_code":"d","user_code":"u","verification_uri":"https://as.test/",{{member}}}""");
            }

            polled = _time.GetUtcNow() - FakeTime.Start;
            return null;
        };
        using var session = _server.Session(Auth.OAuth2(Grant()), _time);

        var call = session.GetAsync("/");
        await PassAsync(call, TimeSpan.FromSeconds(60));

        Assert.Equal(200, (await call).StatusCode);
        Assert.Equal((FakeTime.Start.AddSeconds(seconds), null), (_shown!.ExpiresAt, _shown.VerificationUriComplete));
        Assert.Equal(5, polled.TotalSeconds);
    }

    [Fact]
    public async Task Who_leaves_ends_the_polling()
    {
        using var left = new CancellationTokenSource();
        using var session = Session(new Queue<string?>(Enumerable.Repeat<string?>("authorization_pending", 100)));

        var call = session.GetAsync("/", left.Token);
        await PassAsync(call, TimeSpan.FromSeconds(10));
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await PassAsync(Task.CompletedTask, TimeSpan.FromSeconds(50));

        Assert.Single(_polls);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"device_code":"d","user_code":"u","verification_uri":"javascript:alert(1)","expires_in":100}""")]
    [InlineData("""{"device_code":"d","user_code":"u","expires_in":100}""")]
    public async Task An_answer_without_a_code_is_a_failure(string answer)
    {
        _server.Answer = (_, _) => FakeServer.Json(answer);
        using var session = _server.Session(Auth.OAuth2(Grant()), _time);

        await Assert.ThrowsAsync<AuthException>(() => session.GetAsync("/"));
        Assert.Null(_shown);
    }

    // Each answer of the token endpoint in turn; null is a token.
    private HttpSession Session(Queue<string?> answers)
    {
        _server.Answer = (form, _) =>
        {
            if (!form.ContainsKey("device_code"))
            {
                return FakeServer.Json(Codes);
            }

            _polls.Add(_time.GetUtcNow() - FakeTime.Start);
            return answers.Dequeue() switch
            {
                null => null,
                "(busy)" => FakeServer.Reply(503, "", ("Retry-After", "40")),
                ['(', .. [_, _, _] and var status, ')'] =>
                    FakeServer.Reply(int.Parse(status, System.Globalization.CultureInfo.InvariantCulture)),
                "(lost)" => throw new HttpRequestException(HttpRequestError.ConnectionError, "lost"),
                var error => FakeServer.Reply(400, $$"""{"error":"{{error}}"}"""),
            };
        };
        return _server.Session(Auth.OAuth2(Grant()), _time);
    }

    private DeviceCodeGrant Grant() => new()
    {
        DeviceEndpoint = "https://as.test/device_authorization",
        TokenEndpoint = "https://as.test/token",
        ClientId = "id",
        Scope = "read",
        OnUserCode = code => _shown = code,
    };

    // Second by second, so that what a timer starts can set the next one.
    private async Task PassAsync(Task call, TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span && !call.IsCompleted; passed += TimeSpan.FromSeconds(1))
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }
}
