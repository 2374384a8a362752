namespace Peregrine;

public sealed class ExchangeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Retries_wait_exactly_one_two_and_four_seconds()
    {
        var time = new FakeTime();
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new() { Transport = server, Retry = 3, TimeProvider = time });

        var call = session.GetAsync("http://h.example/", Token);
        foreach (var seconds in new[] { 1, 2, 4 })
        {
            time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            var before = server.Sent.Count;
            time.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(before + 1, server.Sent.Count);
        }

        var response = await call;
        Assert.Equal(503, response.StatusCode);
        Assert.Equal(
            [1.0, 2.0, 4.0],
            response.Attempts.Where(one => one.Delay is not null).Select(one => one.Delay!.Value.TotalSeconds));
        Assert.Equal(4, response.Attempts.Count);
    }

    [Fact]
    public async Task Waits_as_long_as_the_server_asks_but_not_longer_than_the_cap()
    {
        var time = new FakeTime();
        using var server = new FakeServer(
            FakeServer.Reply(429, "", ("Retry-After", "7")), FakeServer.Reply(503, "", ("Retry-After", "121")));
        using var session = new HttpSession(new() { Transport = server, Retry = 3, TimeProvider = time });

        var call = session.GetAsync("http://h.example/", Token);
        time.Advance(TimeSpan.FromSeconds(7));

        var response = await call;
        Assert.Equal(503, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(121), response.RetryAfter);
        Assert.Equal(2, server.Sent.Count);
    }

    [Fact]
    public void A_post_is_not_sent_again_unless_told()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(
            new() { Transport = server, Retry = new RetryPolicy(2) { BackoffFactor = 0 } });

        session.Post("http://h.example/");
        Assert.Single(server.Sent);

        session.Post(
            "http://h.example/",
            new() { Retry = new RetryPolicy(2) { BackoffFactor = 0, Methods = [HttpMethod.Post] } });
        Assert.Equal(4, server.Sent.Count);
    }

    [Fact]
    public void A_retry_after_a_redirect_repeats_the_last_hop_only()
    {
        using var server = new FakeServer(
            FakeServer.Reply(303, "", ("Location", "/done")), FakeServer.Reply(503), FakeServer.Reply(200, "ok"));
        using var session = new HttpSession(
            new() { Transport = server, Retry = new RetryPolicy(1) { BackoffFactor = 0 } });

        var response = session.Post("http://h.example/form", new() { Form = { ["a"] = 1 } });

        Assert.Equal(
            ["POST http://h.example/form", "GET http://h.example/done", "GET http://h.example/done"],
            server.Sent.Select(one => $"{one.Method} {one.Url}"));
        Assert.Equal("ok", response.Text);
        Assert.Equal(303, Assert.Single(response.History).StatusCode);
    }

    [Fact]
    public void A_verb_with_a_type_throws_for_a_status_and_the_response_is_read()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(404, "missing", ("Content-Type", "text/plain")));
        using var session = new HttpSession(new() { Transport = server });

        var failure = Assert.Throws<StatusException>(() => session.Get<string>("http://h.example/a?token=1"));

        Assert.Equal(404, failure.StatusCode);
        Assert.Equal("missing", failure.Response.Text);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, ((HttpRequestException)failure).StatusCode);
        Assert.Contains("GET http://h.example/a was answered with 404", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_never_come_back_once_another_origin_was_visited()
    {
        using var server = new FakeServer(
            FakeServer.Reply(302, "", ("Location", "http://b.example/")),
            FakeServer.Reply(302, "", ("Location", "http://a.example/2")),
            FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        await session.GetAsync(
            "http://a.example/1",
            new() { Auth = Auth.Bearer("t"), Cookies = { ["c"] = "1" }, Headers = { ["X-Mine"] = "1" } },
            Token);

        Assert.Equal("Bearer t", server.Sent[0].Headers["Authorization"]);
        Assert.Equal("c=1", server.Sent[0].Headers["Cookie"]);
        foreach (var later in server.Sent.Skip(1))
        {
            Assert.Null(later.Headers["Authorization"]);
            Assert.Null(later.Headers["Cookie"]);
            Assert.Null(later.Headers["X-Mine"]);
            Assert.NotNull(later.Headers["Accept"]);
        }
    }

    [Fact]
    public void Session_credentials_go_to_the_origin_of_the_base_url_only()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(
            new() { Transport = server, BaseUrl = "http://a.example", Auth = Auth.Bearer("t") });

        session.Get("/x");
        session.Get("http://b.example/x");

        Assert.Equal("Bearer t", server.Sent[0].Headers["Authorization"]);
        Assert.Null(server.Sent[1].Headers["Authorization"]);
    }

    [Fact]
    public void An_authorization_header_of_the_call_beats_the_credentials_of_the_session()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Bearer("session") });

        session.Get("http://a.example/", new() { Headers = { ["Authorization"] = "Own x" } });
        session.Get("http://a.example/", new() { Auth = Auth.None });

        Assert.Equal("Own x", server.Sent[0].Headers["Authorization"]);
        Assert.Null(server.Sent[1].Headers["Authorization"]);
    }

    [Fact]
    public void A_challenge_is_answered_within_one_try()
    {
        using var server = new FakeServer(FakeServer.Reply(401), FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = new AnswerOnce() });

        Assert.Equal(200, session.Get("http://a.example/").StatusCode);
        Assert.Equal("yes", server.Sent[1].Headers["X-Answer"]);
    }

    [Fact]
    public void A_total_that_would_pass_during_the_pause_gives_the_last_answer()
    {
        var time = new FakeTime();
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new()
        {
            Transport = server,
            Retry = 3,
            TimeProvider = time,
            Timeout = new Timeouts { Total = TimeSpan.FromMilliseconds(900) },
        });

        Assert.Equal(503, session.Get("http://a.example/").StatusCode);
        Assert.Single(server.Sent);
    }

    [Fact]
    public async Task Many_calls_give_each_outcome_and_a_failure_does_not_throw()
    {
        using var server = new FakeServer(
            sent => sent.Url.EndsWith('2')
                ? throw new HttpRequestException(HttpRequestError.ConnectionError, "no")
                : FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var requests = Enumerable.Range(0, 5).Select(i => session.Build(HttpMethod.Get, $"http://a.example/{i}"));

        var outcomes = await session.SendManyAsync(requests, concurrency: 2, Token).ToListAsync(Token);

        Assert.Equal([0, 1, 2, 3, 4], outcomes.Select(one => one.Index).Order());
        var failed = Assert.Single(outcomes, one => one.Failure is not null);
        Assert.Equal(2, failed.Index);
        Assert.IsType<ConnectException>(failed.Failure);
        Assert.Null(failed.Response);
    }

    [Fact]
    public void A_disposed_session_says_so()
    {
        var session = new HttpSession();
        session.Dispose();

        Assert.Throws<ObjectDisposedException>(() => session.Get("http://h.example/"));
        Assert.Throws<ObjectDisposedException>(() => session.Build(HttpMethod.Get, "http://h.example/"));
    }

    [Fact]
    public void A_cancelled_token_is_the_callers_own_exception()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        using var source = new CancellationTokenSource();
        source.Cancel();

        var cancelled = Assert.ThrowsAny<OperationCanceledException>(
            () => session.Get("http://h.example/", cancellationToken: source.Token));

        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.Empty(server.Sent);
    }

    private sealed class AnswerOnce : Auth
    {
        protected internal override Request Sign(Request request) => request;

        protected internal override Request? Answer(Request request, Response response) =>
            response.StatusCode == 401 ? request with { Headers = request.Headers.With("X-Answer", "yes") } : null;
    }
}
