namespace Peregrine;

public sealed class RetryRulesTests
{
    private static readonly Request Get = new(HttpMethod.Get, new Uri("http://h.example/"));
    private static readonly Request Post = new(HttpMethod.Post, new Uri("http://h.example/"));
    private static readonly Outcome Refused = new(null, new ConnectException("refused", Get, ConnectStage.Socket));
    private static readonly Outcome Cut = new(null, new ProtocolException("cut", Get, HttpRequestError.ResponseEnded));
    private static readonly Outcome Full = new(
        null, new RequestTimeoutException("pool", Get, TimeoutPhase.Pool, TimeSpan.FromSeconds(1)));

    [Fact]
    public void Waits_double_each_time_from_the_first()
    {
        var policy = new RetryPolicy(5) { BackoffFactor = 0.5, MaxDelay = TimeSpan.FromSeconds(3) };

        Assert.Equal(
            [0.5, 1, 2, 3, 3],
            Enumerable.Range(0, 5).Select(spent => Judge(policy, Get, Refused, 0.9, spent).Pause.TotalSeconds));
        Assert.Equal(AttemptReason.Spent, Judge(policy, Get, Refused, 0.9, 5).Reason);
    }

    [Fact]
    public void Without_a_backoff_no_number_of_retries_brings_a_pause()
    {
        var policy = new RetryPolicy(2000) { BackoffFactor = 0 };

        Assert.Equal(TimeSpan.Zero, Judge(policy, Get, Refused, 0.9, 1999).Pause);
    }

    [Theory]
    [InlineData(Jitter.None, 0.25, 4.0)]
    [InlineData(Jitter.Full, 0.25, 1.0)]
    [InlineData(Jitter.Equal, 0.25, 2.5)]
    public void Jitter_spreads_the_pause(Jitter jitter, double chance, double expected) =>
        Assert.Equal(
            TimeSpan.FromSeconds(expected),
            Judge(new RetryPolicy(3) { Jitter = jitter }, Get, Refused, chance, 2).Pause);

    [Fact]
    public void A_connection_that_failed_is_tried_again_whatever_the_method()
    {
        Assert.Equal(AttemptReason.Retry, Judge(new RetryPolicy(1), Post, Refused).Reason);
        Assert.Equal(AttemptReason.Method, Judge(new RetryPolicy(1), Post, Cut).Reason);
        Assert.Equal(AttemptReason.Retry, Judge(new RetryPolicy(1), Get, Cut).Reason);
    }

    [Fact]
    public void A_certificate_a_limit_and_a_decoding_failure_are_not_tried_again()
    {
        Assert.Equal(AttemptReason.Final, Reason(new ConnectException("tls", Get, ConnectStage.Tls)));
        Assert.Equal(
            AttemptReason.Final,
            Reason(new ProtocolException("large", Get, HttpRequestError.ConfigurationLimitExceeded)));
        Assert.Equal(AttemptReason.Final, Reason(new DecodingException("bad", Get)));
        Assert.Equal(
            AttemptReason.Final,
            Reason(new RequestTimeoutException("total", Get, TimeoutPhase.Total, TimeSpan.FromSeconds(1))));
        Assert.Equal(
            AttemptReason.Retry,
            Reason(new RequestTimeoutException("read", Get, TimeoutPhase.Read, TimeSpan.FromSeconds(1))));

        static AttemptReason Reason(RequestException failure) =>
            Judge(new RetryPolicy(1), Get, new Outcome(null, failure)).Reason;
    }

    [Fact]
    public void A_body_that_can_be_sent_once_is_not_sent_again()
    {
        using var stream = new MemoryStream();
        var request = Get with { Body = Body.Stream(stream) };
        // Nothing of it was taken.
        Assert.Equal(AttemptReason.Retry, Judge(new RetryPolicy(1), request, Refused).Reason);

        Assert.Equal(AttemptReason.Body, Judge(new RetryPolicy(1), Begun(request), Refused).Reason);
    }

    [Fact]
    public void Each_kind_of_outcome_has_a_counter_of_its_own()
    {
        var policy = new RetryPolicy(9) { Connect = 1, Read = 2, Status = 0, Other = 1 };

        Assert.Equal(1, Allowed(policy, Refused));
        Assert.Equal(2, Allowed(policy, Cut));
        Assert.Equal(0, Allowed(policy, Status(503)));
        Assert.Equal(1, Allowed(policy, Full));
    }

    [Fact]
    public void The_counters_are_bounded_by_the_total_together()
    {
        var spent = RetryCounts.Zero.Plus(RetryKind.Connect).Plus(RetryKind.Read);

        Assert.Equal(AttemptReason.Spent, Judge(new RetryPolicy(2), Get, Status(503), 0, spent).Reason);
        Assert.Equal(AttemptReason.Retry, Judge(new RetryPolicy(3), Get, Status(503), 0, spent).Reason);
    }

    [Theory]
    [InlineData("120", AttemptReason.Retry, 120)]
    [InlineData("121", AttemptReason.RetryAfter, 0)]
    [InlineData("0", AttemptReason.Retry, 0)]
    [InlineData("soon", AttemptReason.Retry, 1)]
    public void Heeds_how_long_the_server_asks_to_wait(string asked, AttemptReason reason, double seconds)
    {
        var judgement = Judge(new RetryPolicy(1), Get, Status(503, ("Retry-After", asked)));

        Assert.Equal((reason, TimeSpan.FromSeconds(seconds)), (judgement.Reason, judgement.Pause));
    }

    [Fact]
    public void A_date_without_a_date_of_the_server_counts_from_now()
    {
        var outcome = Status(503, ("Retry-After", "Thu, 01 Jan 2026 00:00:05 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(5), Judge(new RetryPolicy(1), Get, outcome).Pause);
    }

    [Fact]
    public void Does_not_heed_it_when_told() =>
        Assert.Equal(
            TimeSpan.FromSeconds(1),
            Judge(new RetryPolicy(1) { RespectRetryAfter = false }, Get, Status(503, ("Retry-After", "60"))).Pause);

    [Theory]
    [InlineData("RateLimit-Reset", "9", 9)]
    [InlineData("X-RateLimit-Reset", "1767225607", 7)]
    [InlineData("RateLimit", "\"burst\";r=0;t=3, \"day\";r=1;t=8", 3)]
    [InlineData("RateLimit-Reset", "tomorrow", 1)]
    [InlineData("X-RateLimit-Reset", "99999999999999999999", 1)]
    public void Heeds_the_end_of_a_rate_limit(string name, string value, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), Judge(new RetryPolicy(1), Get, Status(429, (name, value))).Pause);
        Assert.Equal(TimeSpan.FromSeconds(1), Judge(new RetryPolicy(1), Get, Status(503, (name, value))).Pause);
        Assert.Equal(
            TimeSpan.FromSeconds(2),
            Judge(new RetryPolicy(1), Get, Status(429, (name, value), ("Retry-After", "2"))).Pause);
    }

    [Fact]
    public void The_verdict_function_has_the_last_word_on_a_pause()
    {
        RetryContext? seen = null;
        var policy = new RetryPolicy(2)
        {
            Verdict = context =>
            {
                seen = context;
                return context.Response?.StatusCode == 409 ? TimeSpan.FromSeconds(-3) : null;
            },
        };

        Assert.Equal(new RetryJudgement(AttemptReason.Retry), Judge(policy, Post, Status(409)));
        Assert.Equal((1, (TimeSpan?)null, Post), (seen!.Retry, seen.Proposed, seen.Request));
        Assert.Equal(AttemptReason.Verdict, Judge(policy, Get, Status(503)).Reason);
        Assert.Equal(TimeSpan.FromSeconds(1), seen.Proposed);
        Assert.Equal(AttemptReason.Final, Judge(policy, Get, Status(200)).Reason);
    }

    [Fact]
    public void The_verdict_function_is_not_asked_when_nothing_can_be_sent()
    {
        using var stream = new MemoryStream();
        var policy = new RetryPolicy(1) { Verdict = _ => throw new InvalidOperationException("asked") };

        Assert.Equal(AttemptReason.Spent, Judge(policy, Get, Status(503), 0, 1).Reason);
        Assert.Equal(
            AttemptReason.Body, Judge(policy, Begun(Get with { Body = Body.Stream(stream) }), Status(503)).Reason);
    }

    [Fact]
    public void A_key_makes_a_post_one_that_may_be_repeated()
    {
        var policy = new RetryPolicy(1) { IdempotencyKey = true };
        var key = Guid.Parse("8e03978e-40d5-43dd-bc93-6894a57f9324");
        var keyed = policy.Keyed(Post, () => key);

        Assert.Equal("\"8e03978e-40d5-43dd-bc93-6894a57f9324\"", keyed.Headers["idempotency-key"]);
        Assert.Equal(AttemptReason.Retry, Judge(policy, keyed, Status(503)).Reason);
        Assert.Equal(AttemptReason.Method, Judge(new RetryPolicy(1), keyed, Status(503)).Reason);
        Assert.Same(keyed, policy.Keyed(keyed, () => throw new InvalidOperationException("a second key")));
        Assert.Same(Get, policy.Keyed(Get, () => key));
        Assert.Same(Post, new RetryPolicy(1).Keyed(Post, () => key));
    }

    [Fact]
    public void Refuses_what_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1) { BackoffFactor = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1) { Connect = -1 });
    }

    [Fact]
    public void A_number_converts()
    {
        RetryPolicy policy = 3;

        Assert.Equal(3, policy.Total);
        Assert.Same(RetryPolicy.None, (RetryPolicy)0);
    }

    // What sends the body takes its first octets.
    private static Request Begun(Request request)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        session.Send(request);
        return request;
    }

    private static int Allowed(RetryPolicy policy, Outcome outcome)
    {
        var spent = RetryCounts.Zero;
        while (Judge(policy, Get, outcome, 0, spent) is { IsRetry: true } judgement)
        {
            spent = spent.Plus(judgement.Kind);
        }

        return spent.Total;
    }

    private static Outcome Status(int status, params (string Name, string Value)[] headers) =>
        new(
            Response.Create(
                Get, status, new Headers([.. headers.Select(field => new Header(field.Name, field.Value))])),
            null);

    private static RetryJudgement Judge(
        RetryPolicy policy, Request request, Outcome outcome, double chance = 0, int spent = 0) =>
        Judge(policy, request, outcome, chance, new RetryCounts(spent, 0, 0, 0, 0));

    private static RetryJudgement Judge(
        RetryPolicy policy, Request request, Outcome outcome, double chance, RetryCounts spent) =>
        RetryRules.Judge(policy, spent, request, outcome, FakeTime.Start, chance);
}
