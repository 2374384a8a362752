using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

public sealed class AddHttpSessionTests
{
    [Fact]
    public async Task A_session_is_a_keyed_singleton_that_the_container_disposes()
    {
        var services = new ServiceCollection();
        services.AddHttpSession("github", options => options.BaseUrl = "https://api.github.com");
        var container = services.BuildServiceProvider();

        var session = container.GetRequiredKeyedService<HttpSession>("github");
        using (var scope = container.CreateScope())
        {
            Assert.Same(session, scope.ServiceProvider.GetRequiredKeyedService<HttpSession>("github"));
        }

        Assert.Equal("https://api.github.com/users", session.Build(HttpMethod.Get, "/users").Url.OriginalString);
        await container.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => session.Build(HttpMethod.Get, "/users"));
    }

    [Fact]
    public void Calls_with_one_name_add_up_in_their_order()
    {
        var services = new ServiceCollection();
        services.AddHttpSession("shop", options =>
        {
            options.BaseUrl = "https://one.example";
            options.Headers["X-One"] = "1";
        });
        services.AddHttpSession("other", options => options.BaseUrl = "https://other.example");
        services.AddHttpSession("shop", (_, options) =>
        {
            Assert.Equal("https://one.example", options.BaseUrl!.ToString());
            options.BaseUrl = "https://two.example";
            options.Headers["X-Two"] = "2";
        });
        using var container = services.BuildServiceProvider();

        var request = container.GetRequiredKeyedService<HttpSession>("shop").Build(HttpMethod.Get, "/");

        Assert.Equal("two.example", request.Url.Host);
        Assert.Equal(("1", "2"), (request.Headers["X-One"], request.Headers["X-Two"]));
    }

    [Fact]
    public void Without_a_name_it_is_the_plain_session()
    {
        var services = new ServiceCollection();
        services.AddHttpSession(options => options.BaseUrl = "https://plain.example");
        using var container = services.BuildServiceProvider();

        var session = container.GetRequiredService<HttpSession>();

        Assert.Equal("plain.example", session.Build(HttpMethod.Get, "/").Url.Host);
        Assert.Same(session, container.GetRequiredService<HttpSession>());
        Assert.Null(container.GetKeyedService<HttpSession>("shop"));
    }

    [Fact]
    public void Cookies_are_not_kept_unless_the_options_say_so()
    {
        var jar = new CookieJar();
        var services = new ServiceCollection();
        services.AddHttpSession("usual");
        services.AddHttpSession("own", options => options.Cookies = jar);
        using var container = services.BuildServiceProvider();

        Assert.Same(CookieJar.None, container.GetRequiredKeyedService<HttpSession>("usual").Cookies);
        Assert.Same(jar, container.GetRequiredKeyedService<HttpSession>("own").Cookies);
    }

    [Fact]
    public void A_client_class_is_a_singleton_over_its_session()
    {
        var services = new ServiceCollection();
        services.AddHttpSession("shop", options => options.BaseUrl = "https://shop.example").AddApiClient<ShopClient>();
        services.AddHttpSession(options => options.BaseUrl = "https://plain.example").AddApiClient<IShop, ShopClient>();
        using var container = services.BuildServiceProvider();

        var client = container.GetRequiredService<ShopClient>();

        Assert.Same(client, container.GetRequiredService<ShopClient>());
        Assert.Same(client, container.GetRequiredKeyedService<ShopClient>("shop"));
        Assert.Equal("shop.example", client.Host);
        Assert.Equal("plain.example", container.GetRequiredService<IShop>().Host);
    }

    [Fact]
    public void One_client_class_serves_two_sessions_by_their_keys()
    {
        var services = new ServiceCollection();
        foreach (var place in new[] { "eu", "us" })
        {
            services.AddHttpSession(place, options => options.BaseUrl = $"https://{place}.example")
                .AddApiClient<IShop, ShopClient>();
        }

        using var container = services.BuildServiceProvider();

        Assert.Equal("eu.example", container.GetRequiredKeyedService<IShop>("eu").Host);
        Assert.Equal("us.example", container.GetRequiredKeyedService<IShop>("us").Host);
        Assert.Equal("us.example", container.GetRequiredService<IShop>().Host);
    }

    [Fact]
    public void The_clock_is_that_of_the_container()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        TimeProvider? seen = null;
        services.AddHttpSession("shop", options =>
        {
            options.Transport = new MockTransport { ["GET /"] = _ => MockResponse.Status(200) };
            options.BaseUrl = "https://shop.example";
            options.Middleware.Add((request, next) =>
            {
                seen = next.TimeProvider;
                return next.SendAsync(request);
            });
        });
        using var container = services.BuildServiceProvider();

        container.GetRequiredKeyedService<HttpSession>("shop").Get("/");

        Assert.Same(clock, seen);
    }
}
