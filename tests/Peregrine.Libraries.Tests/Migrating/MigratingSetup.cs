using System.Net;
using Flurl.Http;
using Flurl.Http.Configuration;
using Flurl.Http.Testing;
using RestSharp;

namespace Peregrine;

/// <summary>The lines of docs/guides/migrating.md that make a client, and those of its tests.</summary>
internal static class MigratingSetup
{
    internal static HttpClient FromHttpClient()
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            Proxy = new WebProxy("http://proxy.example.com:3128"),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            BaseAddress = new Uri("https://api.example.com/v1/"),
            Timeout = TimeSpan.FromSeconds(30),
        };
        client.DefaultRequestHeaders.Add("X-Tenant", "blue");
        return client;
    }

    internal static RestClient FromRestSharp()
    {
        var rest = new RestClient(new RestClientOptions("https://api.example.com/v1")
        {
            Proxy = new WebProxy("http://proxy.example.com:3128"),
            Timeout = TimeSpan.FromSeconds(30),
        });
        rest.AddDefaultHeader("X-Tenant", "blue");
        return rest;
    }

    internal static IFlurlClient FromFlurl()
    {
        var flurl = new FlurlClientBuilder("https://api.example.com/v1")
            .ConfigureInnerHandler(handler => handler.Proxy = new WebProxy("http://proxy.example.com:3128"))
            .WithTimeout(30)
            .WithHeader("X-Tenant", "blue")
            .Build();
        return flurl;
    }

    internal static HttpSession ToPeregrine()
    {
        var session = new HttpSession(new()
        {
            BaseUrl = "https://api.example.com/v1",
            Headers = { ["X-Tenant"] = "blue" },
            Proxy = "http://proxy.example.com:3128",
            Timeout = new() { Total = TimeSpan.FromSeconds(30) },
            Retry = new RetryPolicy(3) { BackoffFactor = 0.5, Jitter = Jitter.Full },
        });
        return session;
    }

    internal static Middleware Stamped()
    {
        Middleware stamp = (request, next) =>
            next.SendAsync(request with { Headers = request.Headers.With("X-Stamp", "1") });
        return stamp;
    }

    internal static async Task<string> MockedFlurlAsync(FlurlClient flurl)
    {
        using var test = new HttpTest();
        test.ForCallsTo("*/tickets/1").RespondWithJson(new { title = "No hot water" });
        return (await flurl.Request("tickets/1").GetJsonAsync<Ticket>()).Title;
    }

    internal static async Task<string> MockedAsync()
    {
        var mock = new MockTransport { ["GET /tickets/1"] = MockResponse.Json(new { title = "No hot water" }) };
        using var session = new HttpSession(new() { BaseUrl = "https://api.example.com", Transport = mock });
        return (await session.GetAsync<Ticket>("/tickets/1")).Title;
    }
}
