using Peregrine;

namespace Surface;

internal static class Clients
{
    internal static async Task RunAsync(Httpbin bin)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var asked = new CountingFactory();
        builder.Services.AddHttpSession("bin", options => options.BaseUrl = $"{bin.Url}anything");
        builder.Services.AddHttpClient("legacy").UseHttpSession("bin");
        builder.Services.AddHttpClient("own", client => client.BaseAddress = new Uri("https://own.example/"))
            .UseHttpSession("bin");
        builder.Services.AddHttpSession("x", options =>
        {
            options.BaseUrl = "https://x.example";
            options.Retry = new RetryPolicy(2) { BackoffFactor = 0 };
        }).UseHttpMessageHandlers("named client");
        builder.Services.AddSingleton<IHttpMessageHandlerFactory>(asked);
        await using var app = builder.Build();
        var clients = app.Services.GetRequiredService<IHttpClientFactory>();

        var legacy = clients.CreateClient("legacy");
        Check.Equal($"{bin.Url}anything/", legacy.BaseAddress!.OriginalString, "the session's base URL");
        Check.Equal(Timeout.InfiniteTimeSpan, legacy.Timeout, "no timeout of its own");
        Check.Equal("own.example", clients.CreateClient("own").BaseAddress!.Host, "a client that has a base address");
        Check.That((await legacy.GetStringAsync(new Uri("x", UriKind.Relative))).Length > 0, "it sends");

        Check.Equal(503, app.Services.GetRequiredKeyedService<HttpSession>("x").Get("/").StatusCode, "the handlers");
        Check.Equal("named client named client named client", string.Join(' ', asked.Names), "asked for each send");
    }

    private sealed class CountingFactory : IHttpMessageHandlerFactory
    {
        internal List<string> Names { get; } = [];

        public HttpMessageHandler CreateHandler(string name)
        {
            Names.Add(name);
            return new MockTransport { ["GET /"] = _ => MockResponse.Status(503) };
        }
    }
}
