using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

public sealed class RetryWarningTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task A_client_whose_handlers_and_whose_session_both_repeat_is_a_warning(
        bool retries, bool handlerFirst)
    {
        using var host = new Host(add: builder =>
        {
            builder.Services.AddHttpSession("shop", options =>
                options.Retry = retries ? new RetryPolicy(1) { BackoffFactor = 0 } : RetryPolicy.None);
            var client = builder.Services.AddHttpClient("legacy");
            if (!handlerFirst)
            {
                client.UseHttpSession("shop");
            }

            client.AddStandardResilienceHandler();
            if (handlerFirst)
            {
                client.UseHttpSession("shop");
            }
        });
        using var client = host.Container.GetRequiredService<IHttpClientFactory>().CreateClient("legacy");

        await client.GetAsync(new Uri("https://shop.example/x"), Token);

        Assert.Equal(
            retries,
            host.Log.Lines.Contains(
                "Warning 25 Peregrine.shop: Calls of the client legacy may be repeated twice over: by its handler "
                + "ResilienceHandler, where that has retries, and by the Retry of the session below or above it. "
                + "Turn one of them off"));
    }

    [Fact]
    public void A_session_that_repeats_over_handlers_that_repeat_is_a_warning()
    {
        var log = new ListLog();
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log);
        services.AddHttpClient("inner").AddStandardResilienceHandler();
        services.AddHttpClient("inner")
            .ConfigurePrimaryHttpMessageHandler(() => new MockTransport { ["GET /x"] = _ => MockResponse.Text("x") });
        services.AddHttpSession("shop", options =>
        {
            options.BaseUrl = "https://shop.example";
            options.Retry = 2;
        }).UseHttpMessageHandlers("inner");
        using var container = services.BuildServiceProvider();

        container.GetRequiredKeyedService<HttpSession>("shop").Get("/x");

        Assert.Single(log.Lines, line => line.StartsWith("Warning 25 Peregrine.shop: ", StringComparison.Ordinal));
    }
}
