namespace Peregrine;

/// <summary>However many need a token, one request asks for it, and it belongs to none of them.</summary>
public sealed class SingleFlightTests
{
    private readonly TokenServer _server = new();
    private readonly FakeTime _time = new();

    [Fact]
    public async Task A_thousand_calls_at_once_make_one_token_request()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        var auth = Auth.OAuth2(
            TokenServer.ClientCredentials, new OAuthToken { AccessToken = "old", ExpiresAt = FakeTime.Start });
        using var session = _server.Session(auth, _time);

        var calls = Enumerable.Range(0, 1_000).Select(_ => session.GetAsync("/")).ToList();
        gate.SetResult();

        Assert.All(await Task.WhenAll(calls), response => Assert.Equal(200, response.StatusCode));
        Assert.Single(_server.TokenRequests);
        Assert.Equal(1_000, _server.Calls.Count);
    }

    [Fact]
    public async Task A_thousand_refusals_at_once_make_one_token_request()
    {
        var auth = Auth.OAuth2(TokenServer.ClientCredentials, new OAuthToken { AccessToken = "revoked" });
        using var session = _server.Session(auth);

        var calls = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(() => session.GetAsync("/"))));

        Assert.All(calls, response => Assert.Equal(200, response.StatusCode));
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task Blocking_and_asynchronous_calls_share_one_token_request()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));

        var blocking = Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => session.Get("/"), default, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
        var asynchronous = Enumerable.Range(0, 50).Select(_ => session.GetAsync("/")).ToList();
        gate.SetResult();

        Assert.All(
            await Task.WhenAll(blocking.Concat(asynchronous)), response => Assert.Equal(200, response.StatusCode));
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task A_caller_that_leaves_takes_nobody_along()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));
        using var left = new CancellationTokenSource();

        var first = session.GetAsync("/", left.Token);
        var second = session.GetAsync("/");
        await left.CancelAsync();
        Assert.Equal(
            left.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first)).CancellationToken);
        gate.SetResult();

        Assert.Equal(200, (await second).StatusCode);
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task A_blocking_caller_that_leaves_takes_nobody_along()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));
        using var left = new CancellationTokenSource();

        var first = Task.Factory.StartNew(
            () => session.Get("/", null, left.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await UntilAsync(() => _server.TokenRequests.Count == 1);
        var second = session.GetAsync("/");
        await left.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(200, (await second).StatusCode);
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task A_blocking_caller_that_is_alone_leaves_at_once_and_the_next_one_asks_anew()
    {
        var never = new TaskCompletionSource();
        _server.Gate = never.Task;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));
        using var left = new CancellationTokenSource();

        var first = Task.Factory.StartNew(
            () => session.Get("/", null, left.Token), default, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await UntilAsync(() => _server.TokenRequests.Count == 1);
        await left.CancelAsync();
        Assert.Equal(
            left.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first)).CancellationToken);
        _server.Gate = Task.CompletedTask;

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        Assert.Equal(2, _server.TokenRequests.Count);
    }

    [Fact]
    public async Task A_token_that_all_who_asked_for_it_left_is_kept_for_the_next()
    {
        var gate = new TaskCompletionSource();
        _server.Gate = gate.Task;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials));
        using var left = new CancellationTokenSource();

        var first = session.GetAsync("/", left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        Assert.Equal(200, (await session.GetAsync("/")).StatusCode);
        Assert.Single(_server.TokenRequests);
    }

    [Fact]
    public async Task The_limit_on_a_whole_call_holds_while_it_waits_for_a_token()
    {
        _server.Gate = new TaskCompletionSource().Task;
        using var session = _server.Session(Auth.OAuth2(TokenServer.ClientCredentials), _time);

        var call = session.GetAsync("/", new() { Timeout = new Timeouts { Total = TimeSpan.FromSeconds(5) } });
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(TimeoutPhase.Total, (await Assert.ThrowsAsync<RequestTimeoutException>(() => call)).Phase);
    }

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
}
