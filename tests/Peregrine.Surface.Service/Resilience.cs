using Peregrine;
using Polly;
using Polly.CircuitBreaker;

namespace Surface;

internal static class Resilience
{
    internal static async Task RunAsync()
    {
        foreach (var status in new[] { 500, 503, 408, 429 })
        {
            Check.Equal(3, await SendsAsync(MockResponse.Status(status)), $"{status} is repeated");
        }

        Check.Equal(1, await SendsAsync(MockResponse.Status(404)), "404 is not");
        Check.Equal(3, await SendsAsync(MockResponse.Fails(TimeoutPhase.Read)), "a RequestException is repeated");
        await BrokenAsync();
    }

    private static async Task<int> SendsAsync(Func<MockRequest, MockResponse> answer)
    {
        var mock = new MockTransport { ["GET /"] = answer };
        await using var app = With(mock, retries: 0, pipeline =>
            pipeline.AddRetry(new() { MaxRetryAttempts = 2, Delay = TimeSpan.Zero }));
        try
        {
            await app.Services.GetRequiredKeyedService<HttpSession>("x").GetAsync("/");
        }
        catch (RequestTimeoutException)
        {
            // The last failure is the call's.
        }

        return mock.Requests.Count;
    }

    private static async Task BrokenAsync()
    {
        var mock = new MockTransport { ["GET /"] = _ => MockResponse.Status(503) };
        await using var app = With(mock, retries: 5, pipeline =>
            pipeline.AddCircuitBreaker(new() { MinimumThroughput = 2 }));
        var session = app.Services.GetRequiredKeyedService<HttpSession>("x");
        Check.Throws<BrokenCircuitException>(() => session.Get("/"), "BrokenCircuitException as it is");
        Check.Equal(2, mock.Requests.Count, "and not retried");
    }

    private static WebApplication With(
        MockTransport mock, int retries, Action<ResiliencePipelineBuilder<Response>> pipeline)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddHttpSession("x", options =>
        {
            options.BaseUrl = "https://x.example";
            options.Transport = mock;
            options.Retry = new RetryPolicy(retries) { BackoffFactor = 0 };
        }).AddResilience(pipeline);
        return builder.Build();
    }
}
