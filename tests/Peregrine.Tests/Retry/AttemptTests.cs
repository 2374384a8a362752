namespace Peregrine;

/// <summary>What a call tells about its tries: status or failure, delay, why.</summary>
public sealed class AttemptTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_call_that_is_answered_at_once_has_one()
    {
        var attempt = Assert.Single(Run([200], RetryPolicy.None).Attempts);

        Assert.Equal((200, AttemptReason.Final, null), (attempt.StatusCode, attempt.Reason, attempt.Delay));
    }

    [Fact]
    public void Each_retry_is_told_with_its_pause()
    {
        var response = Run([503, 429, 200], Fast(3));

        Assert.Equal(
            [
                (503, AttemptReason.Retry, TimeSpan.Zero),
                (429, AttemptReason.Retry, TimeSpan.Zero),
                (200, AttemptReason.Final, null),
            ],
            response.Attempts.Select(one => (one.StatusCode!.Value, one.Reason, one.Delay)));
        Assert.Equal("503, then waited 0 ms", response.Attempts[0].ToString());
    }

    [Theory]
    [InlineData("GET", AttemptReason.Spent)]
    [InlineData("POST", AttemptReason.Method)]
    public void The_last_one_says_why_no_other_followed(string method, AttemptReason reason)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new() { Transport = server, Retry = Fast(1) });

        Assert.Equal(reason, session.Send(new HttpMethod(method), "http://h.example/").Attempts[^1].Reason);
    }

    [Fact]
    public void The_text_of_a_method_that_is_not_repeated_names_the_setting()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new() { Transport = server, Retry = Fast(1) });

        Assert.Equal(
            "503, not tried again: the request's method is not among RetryPolicy.Methods",
            Assert.Single(session.Post("http://h.example/").Attempts).ToString());
    }

    [Fact]
    public void A_body_that_can_be_sent_once_is_the_reason_that_is_told()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(new() { Transport = server, Retry = Fast(1) });
        using var stream = new MemoryStream([1]);

        Assert.Equal(
            AttemptReason.Body,
            Assert.Single(session.Put("http://h.example/", new() { Body = Body.Stream(stream) }).Attempts).Reason);
    }

    [Fact]
    public void A_pause_that_would_pass_the_limit_of_the_call_is_not_begun()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(
            new() { Transport = server, Retry = 3, Timeout = new() { Total = TimeSpan.FromMilliseconds(900) } });

        Assert.Equal(AttemptReason.Deadline, Assert.Single(session.Get("http://h.example/").Attempts).Reason);
    }

    [Fact]
    public void A_retry_that_the_budget_refuses_is_named()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503));
        using var session = new HttpSession(
            new() { Transport = server, Retry = Fast(5), RetryBudget = new(share: 0, perSecond: 0.2) });
        using var other = session.With(new() { Headers = { ["X-Other"] = "1" } });

        Assert.Equal(
            [AttemptReason.Retry, AttemptReason.Retry, AttemptReason.Budget],
            session.Get("http://h.example/").Attempts.Select(one => one.Reason));
        Assert.Equal(AttemptReason.Budget, Assert.Single(other.Get("http://h.example/").Attempts).Reason);
    }

    [Fact]
    public void A_failure_tells_its_tries_too()
    {
        using var server = new FakeServer(
            _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"));
        using var session = new HttpSession(new() { Transport = server, Retry = Fast(2) });

        var failure = Assert.Throws<ConnectException>(() => session.Get("http://h.example/"));

        Assert.Equal(
            [AttemptReason.Retry, AttemptReason.Retry, AttemptReason.Spent],
            failure.Attempts.Select(one => one.Reason));
        Assert.All(failure.Attempts, one => Assert.IsType<ConnectException>(one.Failure));
    }

    [Fact]
    public void The_last_status_is_thrown_when_asked()
    {
        var spent = Assert.Throws<StatusException>(() => Run([503, 503], Fast(1) with { ThrowWhenSpent = true }));

        Assert.Equal(503, spent.StatusCode);
        Assert.Equal(2, spent.Attempts.Count);
        Assert.Equal(404, Run([404], Fast(1) with { ThrowWhenSpent = true }).StatusCode);
    }

    [Fact]
    public async Task The_same_key_goes_with_each_try_of_a_post()
    {
        using var server = new FakeServer(
            FakeServer.Reply(503), FakeServer.Reply(503), FakeServer.Reply(201), FakeServer.Reply(201));
        using var session = new HttpSession(
            new() { Transport = server, Retry = Fast(2) with { IdempotencyKey = true } });

        await session.PostAsync("http://h.example/", new() { Json = 1 }, Token);
        await session.PostAsync("http://h.example/", new() { Json = 1 }, Token);

        var keys = server.Sent.Select(one => one.Headers["Idempotency-Key"]).ToList();
        Assert.NotNull(keys[0]);
        Assert.Equal([keys[0], keys[0]], keys.Skip(1).Take(2));
        Assert.NotEqual(keys[0], keys[3]);
    }

    [Fact]
    public void A_verdict_function_can_wait_for_an_answer_that_is_not_ready()
    {
        var policy = Fast(5) with
        {
            Verdict = context => context.Response?.StatusCode == 202 ? TimeSpan.Zero : context.Proposed,
        };

        Assert.Equal([202, 202, 200], Run([202, 202, 200], policy).Attempts.Select(one => one.StatusCode!.Value));
    }

    [Fact]
    public void Each_hop_starts_with_all_retries()
    {
        using var server = new FakeServer(
            FakeServer.Reply(503),
            FakeServer.Reply(302, "", ("Location", "/b")),
            FakeServer.Reply(503),
            FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Retry = Fast(1) });

        Assert.Equal(200, session.Get("http://h.example/a").StatusCode);
    }

    [Fact]
    public void Each_reason_has_words_of_its_own()
    {
        var texts = Enum.GetValues<AttemptReason>()
            .Select(reason => new Attempt { StatusCode = 503, Reason = reason }.ToString()).ToList();

        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.Equal(
            ["Challenge", "StaleConnection", "Expectation", "Retry", "Http11Required"],
            Enum.GetValues<AttemptReason>()
                .Where(reason => texts[(int)reason].Contains(", then", StringComparison.Ordinal))
                .Select(reason => reason.ToString()));
    }

    [Fact]
    public void The_response_of_a_status_that_is_thrown_is_read_when_the_call_is_streamed_too()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(503, "busy"));
        using var session = new HttpSession(
            new() { Transport = server, Retry = Fast(1) with { ThrowWhenSpent = true } });

        Assert.Equal(
            "busy",
            Assert.Throws<StatusException>(() => session.Stream(HttpMethod.Get, "http://h.example/")).Response.Text);
    }

    private static RetryPolicy Fast(int total) => new(total) { BackoffFactor = 0 };

    private static Response Run(int[] statuses, RetryPolicy policy)
    {
        using var server = new FakeServer([.. statuses.Select(status => FakeServer.Reply(status))]);
        using var session = new HttpSession(new() { Transport = server, Retry = policy });
        return session.Get("http://h.example/");
    }
}
