using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Peregrine;

namespace Shop.Tests;

/// <summary>
/// The whole shop on a <see cref="TestServer"/>, with mocks in the place of its upstreams and a clock that stands still
/// until the test moves it. All else is as it is deployed: retries, circuit, rate, token, errors.
/// </summary>
internal sealed class ShopApp : WebApplicationFactory<Program>
{
    public const string Secret = "open-sesame";
    public const string AccessToken = "the-access-token";

    public ShopApp()
    {
        Catalogue = new MockTransport { TimeProvider = Time };
        Stock = new MockTransport
        {
            TimeProvider = Time,
            ["POST https://login.example.com/token"] =
                _ => MockResponse.Json(new { access_token = AccessToken, token_type = "Bearer", expires_in = 3600 }),
            ["GET /stock/{id}"] = _ => MockResponse.Json(new { pieces = 12, price = 12.5m }),
        };
    }

    public MockTransport Catalogue { get; }

    public MockTransport Stock { get; }

    public FakeTimeProvider Time { get; } = new();

    public ListLog Log { get; } = new();

    /// <summary>Configuration of this test. The pauses between tries are left out.</summary>
    public Dictionary<string, string?> Settings { get; } = new()
    {
        ["Login:ClientSecret"] = Secret,
        ["Upstreams:Catalogue:Retry:BackoffFactor"] = "0",
        ["Upstreams:Stock:Retry:BackoffFactor"] = "0",
    };

    /// <summary>Changes the services, last of all.</summary>
    public Action<IServiceCollection>? Change { get; init; }

    /// <summary>Takes the limits in time away: the clock of a test may pass them while the machine is busy.</summary>
    public void WithoutLimits(string upstream)
    {
        foreach (var phase in new[] { "Connect", "Read", "Rate", "Total" })
        {
            Settings[$"Upstreams:{upstream}:Timeout:{phase}"] = "None";
        }
    }

    /// <summary>Moves the clock in small steps until a request has its answer.</summary>
    public async Task<HttpResponseMessage> AnswerAsync(Task<HttpResponseMessage> request)
    {
        while (!request.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        return await request;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Testing"); // Not Development, which has the stand-ins.
        foreach (var (name, value) in Settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Time);
            services.Configure<HttpSessionOptions>("Catalogue", options => options.Transport = Catalogue);
            services.Configure<HttpSessionOptions>("Stock", options => options.Transport = Stock);
            Change?.Invoke(services);
        });
    }
}
