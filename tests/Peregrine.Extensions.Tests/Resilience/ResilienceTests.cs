using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Peregrine;

public sealed class ResilienceTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    [InlineData(408, 3)]
    [InlineData(429, 3)]
    [InlineData(404, 1)]
    [InlineData(200, 1)]
    public async Task A_retry_begins_with_the_statuses_that_another_try_may_mend(int status, int sends)
    {
        using var host = Retrying(ResilienceScope.Send);
        host.Mock["GET /y"] = _ => MockResponse.Status(status);

        Assert.Equal(status, (await host.Session.GetAsync("/y", Token)).StatusCode);
        Assert.Equal(status, host.Session.Get("/y").StatusCode);

        Assert.Equal(2 * sends, host.Mock.Requests.Count);
    }

    [Theory]
    [InlineData(ResilienceScope.Send)]
    [InlineData(ResilienceScope.Call)]
    public async Task A_retry_begins_with_failures(ResilienceScope scope)
    {
        using var host = Retrying(scope);
        host.Mock["GET /y"] = MockResponse.Sequence(
            MockResponse.Fails(TimeoutPhase.Read), MockResponse.Status(500), MockResponse.Text("mended"));

        Assert.Equal("mended", (await host.Session.GetAsync("/y", Token)).Text);
        Assert.Equal(3, host.Mock.Requests.Count);
    }

    [Theory]
    [InlineData(TimeoutPhase.Rate, false)]
    [InlineData(TimeoutPhase.Pool, false)]
    [InlineData(TimeoutPhase.Read, true)]
    [InlineData(TimeoutPhase.Total, true)]
    public void Our_own_waits_are_no_failure_of_the_server(TimeoutPhase phase, bool isFailure)
    {
        var late = new RequestTimeoutException(
            "late", new Request(HttpMethod.Get, new Uri("https://h.example/")), phase, TimeSpan.FromSeconds(1));

        Assert.Equal(isFailure, ResponseResilience.IsFailure(Polly.Outcome.FromException<Response>(late)));
    }

    [Fact]
    public async Task A_predicate_of_the_users_stays()
    {
        using var host = new Host(add: builder => builder.AddResilience(pipeline => pipeline.AddRetry(new()
        {
            Delay = TimeSpan.Zero,
            ShouldHandle = new PredicateBuilder<Response>().HandleResult(response => response.StatusCode == 404),
        })));
        host.Mock["GET /y"] = MockResponse.Sequence(MockResponse.Status(404), MockResponse.Status(503));

        Assert.Equal(503, (await host.Session.GetAsync("/y", Token)).StatusCode);
    }

    [Fact]
    public async Task The_whole_call_is_repeated_with_its_redirects()
    {
        using var host = Retrying(ResilienceScope.Call);
        host.Mock["GET /old"] = _ => MockResponse.Redirect("/new");
        host.Mock["GET /new"] = MockResponse.Sequence(MockResponse.Status(503), MockResponse.Text("x"));

        var response = await host.Session.GetAsync("/old", Token);

        Assert.Equal(("x", 4), (response.Text, host.Mock.Requests.Count));
    }

    [Fact]
    public async Task A_circuit_opens_for_statuses_and_its_exception_reaches_the_caller_and_is_not_retried()
    {
        using var host = new Host(add: builder =>
        {
            builder.Services.AddHttpSession("shop", options =>
                options.Retry = new RetryPolicy(5) { BackoffFactor = 0 });
            builder.AddResilience(pipeline => pipeline.AddCircuitBreaker(new() { MinimumThroughput = 3 }));
        });
        host.Mock["GET /y"] = _ => MockResponse.Status(503);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => host.Session.GetAsync("/y", Token));
        Assert.Throws<BrokenCircuitException>(() => host.Session.Get("/y"));

        Assert.Equal(3, host.Mock.Requests.Count);
    }

    [Fact]
    public async Task An_open_circuit_outlives_a_reload()
    {
        var settings = new Settings(("Shop:Headers:X-Version", "1"));
        using var host = new Host(
            settings.Shop,
            builder => builder.AddResilience(pipeline => pipeline.AddCircuitBreaker(new() { MinimumThroughput = 2 })));
        host.Mock["GET /y"] = _ => MockResponse.Status(503);
        await host.Session.GetAsync("/y", Token);
        await host.Session.GetAsync("/y", Token);

        settings.Reload(("Shop:Headers:X-Version", "2"));

        await Assert.ThrowsAsync<BrokenCircuitException>(() => host.Session.GetAsync("/y", Token));
    }

    [Fact]
    public async Task A_timeout_of_Polly_ends_the_send_by_the_sessions_clock()
    {
        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        using var host = new Host(add: builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddHttpSession("shop", options =>
            {
                options.Retry = new RetryPolicy(5) { BackoffFactor = 0 };
                options.Transport = new SilentHandler(arrived);
            });
            builder.AddResilience(pipeline => pipeline.AddTimeout(TimeSpan.FromSeconds(3)));
        });
        var call = host.Session.GetAsync("/y", Token);
        await arrived.Task;

        clock.Advance(TimeSpan.FromSeconds(3));

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => call);
    }

    [Theory]
    [InlineData(ResilienceScope.Send)]
    [InlineData(ResilienceScope.Call)]
    public async Task A_timeout_of_Polly_ends_a_blocking_call_too(ResilienceScope scope)
    {
        await using var bin = await Httpbin.StartAsync(Token);
        var services = new ServiceCollection();
        services.AddHttpSession("bin", options => options.BaseUrl = bin.Url)
            .AddResilience(pipeline => pipeline.AddTimeout(TimeSpan.FromMilliseconds(50)), scope);
        await using var container = services.BuildServiceProvider();
        var session = container.GetRequiredKeyedService<HttpSession>("bin");

        Assert.Throws<TimeoutRejectedException>(() => session.Get("/delay/10"));
        await Assert.ThrowsAsync<TimeoutRejectedException>(() => session.GetAsync("/delay/10", Token));
    }

    [Fact]
    public async Task Discarded_responses_are_disposed()
    {
        var handler = new BodiesHandler();
        using var host = new Host(add: builder =>
        {
            builder.Services.AddHttpSession("shop", options => options.Transport = handler);
            builder.AddResilience(pipeline => pipeline.AddRetry(new() { Delay = TimeSpan.Zero }));
        });

        await using var response = await host.Session.StreamAsync(HttpMethod.Get, "/y", cancellationToken: Token);

        Assert.Equal(200, response.StatusCode);
        Assert.Equal([true, true, false], handler.Bodies.Select(body => body.IsClosed));
    }

    [Fact]
    public async Task A_response_that_a_fallback_replaces_is_disposed()
    {
        var handler = new BodiesHandler();
        using var host = new Host(add: builder =>
        {
            builder.Services.AddHttpSession("shop", options => options.Transport = handler);
            builder.AddResilience(pipeline => pipeline.AddFallback(new()
            {
                FallbackAction = _ => Outcome.FromResultAsValueTask(
                    Response.Create(new Request(HttpMethod.Get, new Uri("https://fallback.example")), 200)),
            }));
        });

        await using var response = await host.Session.StreamAsync(HttpMethod.Get, "/y", cancellationToken: Token);

        Assert.Equal(200, response.StatusCode);
        Assert.True(Assert.Single(handler.Bodies).IsClosed);
    }

    [Fact]
    public async Task A_fallback_answers_and_hedging_sends_again_when_a_send_has_failed()
    {
        using var host = new Host(add: builder =>
        {
            builder.AddResilience(pipeline => pipeline
                .AddFallback(new()
                {
                    FallbackAction = arguments => Outcome.FromResultAsValueTask(
                        Response.Create(new Request(HttpMethod.Get, new Uri("https://fallback.example")), 200)),
                })
                .AddHedging(new() { Delay = Timeout.InfiniteTimeSpan, MaxHedgedAttempts = 2 }));
        });
        host.Mock["GET /y"] = MockResponse.Sequence(MockResponse.Status(503), MockResponse.Text("second"));
        host.Mock["GET /z"] = _ => MockResponse.Status(500);

        Assert.Equal("second", (await host.Session.GetAsync("/y", Token)).Text);
        Assert.Equal(200, (await host.Session.GetAsync("/z", Token)).StatusCode);
        Assert.Equal(5, host.Mock.Requests.Count);
    }

    [Fact]
    public async Task Hedging_that_would_send_two_requests_of_a_call_at_once_is_refused()
    {
        var builder = new ResiliencePipelineBuilder<Response>();
        Assert.Throws<ArgumentException>(() => builder.AddHedging(new()));

        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        using var host = new Host(add: added =>
        {
            added.Services.AddSingleton<TimeProvider>(clock);
            added.Services.AddHttpSession("shop", options => options.Transport = new SilentHandler(arrived));
            added.AddResilience(pipeline => pipeline.AddHedging(new()
            {
                DelayGenerator = _ => new(TimeSpan.FromSeconds(1)),
            }));
        });
        var call = host.Session.GetAsync("/y", Token);
        await arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(
            "one request at a time",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => call)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_caller_cancels_is_cancelled_with_the_callers_token()
    {
        var arrived = new TaskCompletionSource();
        using var caller = new CancellationTokenSource();
        using var host = new Host(add: builder =>
        {
            builder.Services.AddHttpSession("shop", options => options.Transport = new SilentHandler(arrived));
            builder.AddResilience(pipeline => pipeline.AddRetry(new()).AddTimeout(TimeSpan.FromMinutes(5)));
        });
        var call = host.Session.GetAsync("/y", caller.Token);
        await arrived.Task;

        await caller.CancelAsync();

        var ended = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(caller.Token, ended.CancellationToken);
    }

    private static Host Retrying(ResilienceScope scope) => new(add: builder => builder.AddResilience(
        pipeline => pipeline.AddRetry(new() { MaxRetryAttempts = 2, Delay = TimeSpan.Zero }), scope));
}
