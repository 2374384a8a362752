using Microsoft.Extensions.Options;
using Peregrine;

namespace Surface;

internal static class Configuration
{
    internal static async Task RunAsync()
    {
        await RefusedAsync();
        await ReloadedAsync();
    }

    private static async Task RefusedAsync()
    {
        var builder = Builder(("Timeout:Conect", "2"), ("Retry:Total", "many"), ("Headers:X-Key", "s3cret\u0001"));
        builder.Services.AddHttpSession("shop", builder.Configuration.GetSection("Shop"));
        await using var app = builder.Build();
        try
        {
            await app.StartAsync();
            Check.That(false, "what can't be read, or is no name, fails at start");
        }
        catch (OptionsValidationException refused)
        {
            foreach (var path in new[] { "Shop:Timeout:Conect: ", "Shop:Retry:Total: ", "Shop:Headers:X-Key: " })
            {
                Check.That(refused.Message.Contains(path, StringComparison.Ordinal), $"{path}by its path");
            }

            Check.That(!refused.ToString().Contains("s3cret", StringComparison.Ordinal), "no secret is shown");
        }
    }

    private static async Task ReloadedAsync()
    {
        var builder = Builder(
            ("BaseUrl", "https://shop.example/v1"), ("Headers:Accept", "text/plain"), ("Timeout:Connect", "2"),
            ("Timeout:Read", "00:00:03"), ("Retry:Total", "2"), ("RateLimit:PerSecond", "10"),
            ("Limits:PerOrigin", "50"), ("Proxy", "none"), ("Version", "1.1"));
        builder.Services.AddHttpSession("shop", builder.Configuration.GetSection("Shop"));
        await using var app = builder.Build();
        var options = app.Services.GetRequiredService<IOptionsMonitor<HttpSessionOptions>>().Get("shop");
        Check.Equal<TimeSpan?>(TimeSpan.FromSeconds(2), options.Timeout!.Connect, "a number is seconds");
        Check.Equal<TimeSpan?>(TimeSpan.FromSeconds(3), options.Timeout.Read, "a text hh:mm:ss");
        Check.Equal(2, options.Retry!.Total, "Retry:Total");
        Check.Equal(RateLimit.PerSecond(10), options.RateLimit, "RateLimit:PerSecond");
        Check.Equal(50, options.Limits!.PerOrigin, "Limits:PerOrigin");
        Check.That(ReferenceEquals(Proxy.None, options.Proxy), "Proxy");
        Check.Equal(new Version(1, 1), options.Version, "Version");

        var session = app.Services.GetRequiredKeyedService<HttpSession>("shop");
        Check.Equal("text/plain", session.Build(HttpMethod.Get, "/").Headers["Accept"], "Headers");
        builder.Configuration["Shop:Headers:Accept"] = "text/html";
        ((IConfigurationRoot)app.Configuration).Reload();
        Check.Equal("text/html", session.Build(HttpMethod.Get, "/").Headers["Accept"], "a reload, the same session");
    }

    private static WebApplicationBuilder Builder(params (string Key, string Value)[] values)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        foreach (var (key, value) in values)
        {
            builder.Configuration[$"Shop:{key}"] = value;
        }

        return builder;
    }
}
