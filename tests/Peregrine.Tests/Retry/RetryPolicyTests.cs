namespace Peregrine;

public sealed class RetryPolicyTests
{
    private static readonly Request Get = new(HttpMethod.Get, new Uri("http://h.example/"));
    private static readonly Request Post = new(HttpMethod.Post, new Uri("http://h.example/"));
    private static readonly Outcome Refused = new(null, new ConnectException("refused", Get, ConnectStage.Socket));
    private static readonly Outcome Cut = new(null, new ProtocolException("cut", Get, HttpRequestError.ResponseEnded));

    [Fact]
    public void Waits_double_each_time_from_the_first()
    {
        var policy = new RetryPolicy(5) { BackoffFactor = 0.5, MaxDelay = TimeSpan.FromSeconds(3) };

        Assert.Equal([0.5, 1, 2, 3, 3], Enumerable.Range(1, 5).Select(retry => policy.DelayBefore(retry, Get, Refused, 0.9)!.Value.TotalSeconds));
        Assert.Null(policy.DelayBefore(6, Get, Refused, 0.9));
    }

    [Theory]
    [InlineData(Jitter.None, 0.25, 4.0)]
    [InlineData(Jitter.Full, 0.25, 1.0)]
    [InlineData(Jitter.Equal, 0.25, 2.5)]
    public void Jitter_spreads_the_pause(Jitter jitter, double chance, double expected)
    {
        var policy = new RetryPolicy(3) { Jitter = jitter };

        Assert.Equal(TimeSpan.FromSeconds(expected), policy.DelayBefore(3, Get, Refused, chance));
    }

    [Fact]
    public void A_connection_that_failed_is_tried_again_whatever_the_method()
    {
        Assert.NotNull(new RetryPolicy(1).DelayBefore(1, Post, Refused, 0));
        Assert.Null(new RetryPolicy(1).DelayBefore(1, Post, Cut, 0));
        Assert.NotNull(new RetryPolicy(1).DelayBefore(1, Get, Cut, 0));
    }

    [Fact]
    public void A_certificate_a_limit_and_a_decoding_failure_are_not_tried_again()
    {
        Assert.Null(Delay(new ConnectException("tls", Get, ConnectStage.Tls)));
        Assert.Null(Delay(new ProtocolException("large", Get, HttpRequestError.ConfigurationLimitExceeded)));
        Assert.Null(Delay(new DecodingException("bad", Get)));
        Assert.Null(Delay(new RequestTimeoutException("total", Get, TimeoutPhase.Total, TimeSpan.FromSeconds(1))));
        Assert.NotNull(Delay(new RequestTimeoutException("read", Get, TimeoutPhase.Read, TimeSpan.FromSeconds(1))));

        static TimeSpan? Delay(RequestException failure) => new RetryPolicy(1).DelayBefore(1, Get, new Outcome(null, failure), 0);
    }

    [Fact]
    public void A_body_that_can_be_sent_once_is_not_sent_again()
    {
        using var stream = new MemoryStream();

        Assert.Null(new RetryPolicy(1).DelayBefore(1, Get with { Body = Body.Stream(stream) }, Refused, 0));
    }

    [Fact]
    public void Refuses_what_makes_no_sense()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetryPolicy(1) { BackoffFactor = double.NaN });
    }

    [Fact]
    public void A_number_converts()
    {
        RetryPolicy policy = 3;

        Assert.Equal(3, policy.Total);
        Assert.Same(RetryPolicy.None, (RetryPolicy)0);
    }
}
