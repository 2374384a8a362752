namespace Peregrine;

/// <summary>
/// A scheme of a caller's own against a server that asks as registries of container images do: realm, service and
/// scope.
/// </summary>
public sealed class RegistryTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Ways => new MatrixTheoryData<bool, bool>([true, false], [true, false]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_token_is_got_where_the_challenge_says_and_kept(bool blocking, bool asksBlocking)
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var root = "http://" + request.Field("Host");
                await connection.SendAsync(request.Target.StartsWith("/token?", StringComparison.Ordinal)
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"token\":\"t1\"}"
                    : request.Field("Authorization") == "Bearer t1" ? Scripts.Ok
                    : "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Negotiate\r\n"
                        + $"WWW-Authenticate: Bearer realm=\"{root}/token\",service=\"registry\","
                        + "scope=\"repository:alpine:pull,push\"\r\nContent-Length: 2\r\n\r\nno");
            }
        });
        using var tokens = Sessions.For(server);
        using var session = Sessions.For(server, options => options.Auth = new RegistryAuth(tokens, asksBlocking));

        Assert.Equal("ok", (await session.GetAsync(blocking, "/v2/", Test)).Text);
        Assert.Equal("ok", (await session.GetAsync(blocking, "/v2/", Test)).Text);
        using var streamed = await session.StreamAsync(blocking, "/v2/", Test);
        Assert.Equal("ok", streamed.Read().Text);

        Assert.Equal(
            ["/v2/", "/token?service=registry&scope=repository%3Aalpine%3Apull%2Cpush", "/v2/", "/v2/", "/v2/"],
            server.Requests.Select(request => request.Target));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_streamed_call_whose_answer_fails_keeps_no_connection(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                var root = "http://" + request.Field("Host");
                await connection.SendAsync(request.Target.StartsWith("/token?", StringComparison.Ordinal)
                    ? "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
                    : "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer "
                        + $"realm=\"{root}/token\",service=s,scope=s\r\nContent-Length: 100000\r\n\r\n"
                        + $"{new string('x', 100_000)}");
            }
        });
        using var tokens = Sessions.For(server);
        using var session = Sessions.For(server, options =>
            (options.Auth, options.Limits) = (new RegistryAuth(tokens, blocking), new Limits { PerOrigin = 1 }));

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(
                503, (await Assert.ThrowsAsync<StatusException>(() =>
                session.StreamAsync(blocking, "/v2/", Test))).StatusCode);
        }
    }

    private sealed class RegistryAuth(HttpSession tokens, bool isBlocking) : Auth
    {
        private volatile string? _token;

        protected internal override Request Sign(Request request) =>
            _token is { } token ? request with { Headers = request.Headers.With("Authorization", "Bearer " + token) }
                : request;

        protected internal override Request? Answer(Request request, Response response) =>
            isBlocking && Wanted(response) is { } challenge
                ? Signed(request, tokens.Get(challenge.Realm!, Options(challenge))) : null;

        protected internal override async ValueTask<Request?> AnswerAsync(
            Request request, Response response, CancellationToken cancellationToken) =>
            isBlocking ? await base.AnswerAsync(request, response, cancellationToken)
            : Wanted(response) is { } challenge
                ? Signed(request, await tokens.GetAsync(challenge.Realm!, Options(challenge), cancellationToken))
            : null;

        private static AuthChallenge? Wanted(Response response) =>
            response.StatusCode == 401
                ? response.Challenges.FirstOrDefault(one => one.Is("bearer") && one.Realm is not null) : null;

        private static RequestOptions Options(AuthChallenge challenge) =>
            new() { Query = { ["service"] = challenge.Service, ["scope"] = challenge.Scope } };

        private Request Signed(Request request, Response answer)
        {
            _token = (string?)answer.EnsureSuccess().Json()["token"];
            return Sign(request);
        }
    }
}
