namespace Peregrine;

/// <summary>The limits of a handler's calls: what one call leaves behind is nothing to the next.</summary>
public sealed class HandlerLimitsTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly HandlerLimits _limits = new(reusesTokens: true);
    private readonly HttpSession _session = new(new() { BaseUrl = "https://a.example" });

    public void Dispose()
    {
        _limits.Dispose();
        _session.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_call_that_ended_well_leaves_its_limit_to_the_next(bool reusesTokens)
    {
        using var limits = new HandlerLimits(reusesTokens);
        var first = limits.Take(Get(), Call());
        var token = first.Token;
        first.Start(TimeoutPhase.Read);
        first.Release();

        var second = limits.Take(Get(), Call());

        Assert.Same(first, second);
        Assert.Equal(reusesTokens, token == second.Token);
    }

    [Fact]
    public void Calls_at_the_same_time_have_limits_of_their_own() =>
        Assert.NotSame(_limits.Take(Get(), Call()), _limits.Take(Get(), Call()));

    [Fact]
    public void A_limit_that_passed_serves_no_other_call()
    {
        var first = _limits.Take(Get(), Call());
        first.Start(TimeoutPhase.Read);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(first.Token.IsCancellationRequested);
        first.Release();

        Assert.NotSame(first, _limits.Take(Get(), Call()));
    }

    [Fact]
    public void The_timer_of_a_call_that_ended_ends_no_other()
    {
        var first = _limits.Take(Get(), Call());
        first.Start(TimeoutPhase.Read);
        _time.Advance(TimeSpan.FromSeconds(4));
        first.Release();
        var second = _limits.Take(Get(), Call());
        second.Start(TimeoutPhase.Read);

        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.False(second.Token.IsCancellationRequested);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(second.Token.IsCancellationRequested);
    }

    [Fact]
    public void A_call_that_its_caller_cancelled_leaves_no_limit()
    {
        using var stop = new CancellationTokenSource();
        var first = _limits.Take(Get(), Call(stop.Token));
        stop.Cancel();
        Assert.True(first.Token.IsCancellationRequested);
        first.Release();

        Assert.NotSame(first, _limits.Take(Get(), Call()));
    }

    [Fact]
    public void A_token_that_is_cancelled_after_its_call_ends_no_other()
    {
        using var stop = new CancellationTokenSource();
        var first = _limits.Take(Get(), Call(stop.Token));
        first.Release();
        var second = _limits.Take(Get(), Call());

        stop.Cancel();

        Assert.Same(first, second);
        Assert.False(second.Token.IsCancellationRequested);
    }

    [Fact]
    public void What_a_handler_left_on_the_token_is_not_called_for_another_call()
    {
        var calls = 0;
        var first = _limits.Take(Get(), Call());
        first.Token.Register(() => calls++);
        first.Release();

        _limits.Take(Get(), Call()).Abort();

        Assert.Equal(0, calls);
    }

    [Fact]
    public void A_call_with_a_body_keeps_its_limit_because_the_body_may_still_be_sent()
    {
        var first = _limits.Take(_session.Build(HttpMethod.Post, "/", new() { Body = Body.Text("x") }), Call());
        first.Release();

        Assert.NotSame(first, _limits.Take(Get(), Call()));
    }

    [Fact]
    public void A_limit_of_another_clock_is_not_taken()
    {
        var first = _limits.Take(Get(), new Call(Settings, TimeProvider.System, isBlocking: false, default));
        first.Release();

        Assert.NotSame(first, _limits.Take(Get(), Call()));
    }

    [Fact]
    public void What_is_returned_after_the_end_is_not_kept()
    {
        var first = _limits.Take(Get(), Call());
        _limits.Dispose();
        first.Release();

        Assert.NotSame(first, _limits.Take(Get(), Call()));
    }

    [Fact]
    public void A_body_that_is_closed_can_not_abort_the_call_that_has_its_limit_now()
    {
        var first = _limits.Take(Get(), Call());
        var body = BodyWith(first);
        body.Dispose();
        body.Dispose();
        var second = _limits.Take(Get(), Call());

        body.Abort();

        Assert.Same(first, second);
        Assert.False(second.Token.IsCancellationRequested);
        Assert.NotSame(second, _limits.Take(Get(), Call())); // Closing it twice returned it once.
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_body_that_was_aborted_or_abandoned_leaves_no_limit(bool isAbandoned)
    {
        var first = _limits.Take(Get(), Call());
        var body = BodyWith(first);
        if (isAbandoned)
        {
            body.Abandon();
        }
        else
        {
            body.Abort();
            Assert.True(first.Token.IsCancellationRequested);
            body.Dispose();
        }

        Assert.NotSame(first, _limits.Take(Get(), Call()));
    }

    [Fact]
    public async Task A_body_that_is_closed_reads_nothing_more()
    {
        var body = BodyWith(_limits.Take(Get(), Call()));
        body.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await body.ReadAsync(new byte[1]));
    }

    /// <summary>Its reads are never waited for, so that no wait of it is timed.</summary>
    [Fact]
    public async Task A_body_that_is_always_ready_ends_with_the_time_of_the_call()
    {
        var settings = Of(new Timeouts { Total = TimeSpan.FromSeconds(5) });
        var body = BodyWith(
            _limits.Take(Get(), new Call(settings, _time, isBlocking: false, default)), new MemoryStream(new byte[10]));
        Assert.Equal(1, await body.ReadAsync(new byte[1]));

        _time.Advance(TimeSpan.FromSeconds(5));
        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(async () => await body.ReadAsync(new byte[1]));

        Assert.Equal(TimeoutPhase.Total, failure.Phase);
        body.Dispose();
    }

    [Fact]
    public async Task A_limit_that_the_end_of_an_upload_began_ends_with_the_next_read()
    {
        var limit = _limits.Take(Get(), Call());
        var body = BodyWith(limit, new MemoryStream(new byte[10]));
        limit.Start(TimeoutPhase.Read);
        await body.ReadAsync(new byte[1]);

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.False(limit.Token.IsCancellationRequested);
        Assert.Equal(1, await body.ReadAsync(new byte[1]));
        body.Dispose();
    }

    private static CallSettings Settings { get; } = Of(new Timeouts { Read = TimeSpan.FromSeconds(5) });

    private static CallSettings Of(Timeouts timeouts) =>
        HttpSessionOptions.SettingsOf(new HttpSessionOptions { Timeout = timeouts }, null);

    private static HandlerBody BodyWith(HandlerLimit limit, Stream? content = null) =>
        new(new HttpRequestMessage(), new HttpResponseMessage(), content ?? new MemoryStream(), true, limit);

    private Request Get() => _session.Build(HttpMethod.Get, "/");

    private Call Call(CancellationToken cancellationToken = default) =>
        new(Settings, _time, isBlocking: false, cancellationToken);
}
