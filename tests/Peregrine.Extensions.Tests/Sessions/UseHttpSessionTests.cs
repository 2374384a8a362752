using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

public sealed class UseHttpSessionTests
{
    [Fact]
    public async Task A_factorys_client_sends_through_the_session()
    {
        var mock = new MockTransport
        {
            ["GET /v1/users"] = MockResponse.Sequence(MockResponse.Status(503), MockResponse.Text("Alice")),
        };
        var services = new ServiceCollection();
        services.AddHttpSession("github", options =>
        {
            options.BaseUrl = "https://api.example/v1";
            options.Transport = mock;
            options.Headers["X-Key"] = "k";
            options.Retry = new RetryPolicy(1) { BackoffFactor = 0 };
        });
        services.AddHttpClient("legacy").UseHttpSession("github");
        await using var container = services.BuildServiceProvider();

        using var client = container.GetRequiredService<IHttpClientFactory>().CreateClient("legacy");

        Assert.Equal("https://api.example/v1/", client.BaseAddress!.OriginalString);
        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
        Assert.Equal("Alice", await client.GetStringAsync("users", TestContext.Current.CancellationToken));
        Assert.Equal(2, mock.Requests.Count);
        Assert.Equal("k", mock.Requests[1].Headers["X-Key"]);
    }

    [Fact]
    public void A_client_keeps_its_own_base_address()
    {
        var services = new ServiceCollection();
        services.AddHttpSession("github", options => options.BaseUrl = "https://api.example/v1");
        services.AddHttpClient("legacy", client => client.BaseAddress = new Uri("https://own.example/"))
            .UseHttpSession("github");
        using var container = services.BuildServiceProvider();

        using var client = container.GetRequiredService<IHttpClientFactory>().CreateClient("legacy");

        Assert.Equal("own.example", client.BaseAddress!.Host);
    }

    [Fact]
    public void A_session_that_is_not_there_is_named()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("legacy").UseHttpSession("githib");
        using var container = services.BuildServiceProvider();

        var fault = Assert.Throws<InvalidOperationException>(() =>
            container.GetRequiredService<IHttpClientFactory>().CreateClient("legacy"));

        Assert.Equal("There is no session 'githib': call AddHttpSession(\"githib\", …) first.", fault.Message);
    }
}
