using System.Net;

namespace Peregrine;

/// <summary>A middleware that sends with a token of its own.</summary>
public sealed class OwnTokenTests : IDisposable
{
    private readonly CancellationTokenSource _own = new();
    private readonly CancellationTokenSource _callers = new();

    public static TheoryData<bool, bool> Modes =>
        new() { { true, true }, { true, false }, { false, true }, { false, false } };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _own.Dispose();
        _callers.Dispose();
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Its_token_ends_the_send_and_is_named(bool isNetwork, bool blocking)
    {
        using var server = new Stuck(_own);
        using var session = Session(server, isNetwork);

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => GetAsync(session, blocking, _callers.Token));

        Assert.Equal(_own.Token, ended.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_callers_token_ends_it_as_ever(bool isNetwork, bool blocking)
    {
        using var server = new Stuck(_callers);
        using var session = Session(server, isNetwork);

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => GetAsync(session, blocking, _callers.Token));

        Assert.Equal(_callers.Token, ended.CancellationToken);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_middleware_may_go_on_after_its_own_time_is_over(bool isNetwork, bool blocking)
    {
        using var server = new Stuck(_own);
        using var session = Session(server, isNetwork, goesOn: true);

        var response = await GetAsync(session, blocking, _callers.Token);

        Assert.Equal(("ok", 2), (response.Text, server.Asked));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_body_of_a_streamed_call_is_its_callers(bool isNetwork)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, "a body"));
        using var session = Session(server, isNetwork);
        await using var response = await session.StreamAsync(
            HttpMethod.Get, "http://h.example/", cancellationToken: _callers.Token);

        await _own.CancelAsync();

        Assert.Equal("a body", (await response.ReadAsync(Test)).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_callers_token_ends_the_body_of_a_streamed_call(bool isNetwork)
    {
        using var server = new FakeServer(
            _ => new HttpResponseMessage { Content = new StreamContent(new StalledStream()) });
        using var session = Session(server, isNetwork);
        await using var response = await session.StreamAsync(
            HttpMethod.Get, "http://h.example/", cancellationToken: _callers.Token);
        var reading = response.ReadAsync(Test);

        await _callers.CancelAsync();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        Assert.Equal(_callers.Token, ended.CancellationToken);
    }

    /// <summary>The head has come when the own token ends the connection.</summary>
    [Fact]
    public async Task A_response_whose_connection_the_own_token_has_just_ended_is_not_given()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, "a body"));
        using var session = new HttpSession(new()
        {
            Transport = server,
            NetworkMiddleware =
            {
                (request, next) => next.SendAsync(request, _own.Token),
                async (request, next) =>
                {
                    var response = await next.SendAsync(request);
                    await _own.CancelAsync();
                    return response;
                },
            },
        });

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.StreamAsync(HttpMethod.Get, "http://h.example/", cancellationToken: Test));

        Assert.Equal(_own.Token, ended.CancellationToken);
    }

    private HttpSession Session(HttpMessageHandler server, bool isNetwork, bool goesOn = false)
    {
        Middleware sending = async (request, next) =>
        {
            Assert.NotEqual(_own.Token, next.CancellationToken);
            try
            {
                return await next.SendAsync(request, _own.Token);
            }
            catch (OperationCanceledException) when (goesOn)
            {
                return await next.SendAsync(request);
            }
        };
        HttpSessionOptions options = new() { Transport = server };
        (isNetwork ? options.NetworkMiddleware : options.Middleware).Add(sending);
        return new HttpSession(options);
    }

    private static async Task<Response> GetAsync(HttpSession session, bool blocking, CancellationToken token) =>
        blocking ? await Task.Run(() => session.Get("http://h.example/", cancellationToken: token), Test)
            : await session.GetAsync("http://h.example/", token);

    /// <summary>The first request ends a token and waits for ever, the second is answered.</summary>
    private sealed class Stuck(CancellationTokenSource ended) : HttpMessageHandler
    {
        internal int Asked { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (++Asked == 1)
            {
                await ended.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("ok") };
        }
    }
}
