using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Peregrine;

public sealed class ReloadTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_session_goes_by_new_values_over_the_same_connection()
    {
        await using var bin = await Httpbin.StartAsync();
        var settings = new Settings(
            ("Shop:BaseUrl", bin.Url.ToString()), ("Shop:Headers:X-Version", "1"), ("Shop:Timeout:Read", "20"));
        var services = new ServiceCollection();
        services.AddHttpSession("shop", settings.Shop).AddApiClient<ShopClient>();
        await using var container = services.BuildServiceProvider();
        var session = container.GetRequiredKeyedService<HttpSession>("shop");
        var client = container.GetRequiredService<ShopClient>();
        await client.GetAsync("/get", Token);

        settings.Reload(("Shop:Headers:X-Version", "2"), ("Shop:Query:q", "x"));
        var response = await client.GetAsync("/get", Token);

        Assert.Equal("2", response.Request.Headers["X-Version"]);
        Assert.Equal("?q=x", response.Request.Url.Query);
        Assert.True(response.Connection.Reused);
        Assert.Same(session, container.GetRequiredKeyedService<HttpSession>("shop"));
        var monitor = container.GetRequiredService<IOptionsMonitor<HttpSessionOptions>>();
        Assert.Equal("2", monitor.Get("shop").Headers["X-Version"]);
    }

    [Fact]
    public void An_invalid_reload_is_logged_by_its_paths_and_the_old_values_stay()
    {
        var settings = new Settings(("Shop:Headers:X-Version", "1"));
        using var host = new Host(settings.Shop);
        _ = host.Session;

        settings.Reload(
            ("Shop:Headers:X-Version", "2"), ("Shop:Timeout:Read", "soon"), ("Shop:Retry", "often"),
            ("Shop:Headers:X-Key", "s3cret\nx"));

        Assert.Equal("1", host.Session.Build(HttpMethod.Get, "/").Headers["X-Version"]);
        Assert.Equal(
            3, host.Log.Lines.Count(line => line.StartsWith("Error 21 Peregrine.shop: ", StringComparison.Ordinal)));
        Assert.Contains(host.Log.Lines, line => line.Contains("Shop:Timeout:Read: ", StringComparison.Ordinal));
        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("s3cret", StringComparison.Ordinal));

        settings.Reload(("Shop:Timeout:Read", "3"), ("Shop:Retry", "3"), ("Shop:Headers:X-Key", "k"));
        Assert.Equal("2", host.Session.Build(HttpMethod.Get, "/").Headers["X-Version"]);
        Assert.Contains(host.Log.Lines, line => line.StartsWith("Information 20 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_section_that_is_empty_at_a_reload_changes_nothing()
    {
        var settings = new Settings(("Shop:Headers:X-Version", "1"));
        using var host = new Host(settings.Shop);
        _ = host.Session;

        settings.Reload(("Shop:Headers:X-Version", null));
        Assert.Equal("1", host.Session.Build(HttpMethod.Get, "/").Headers["X-Version"]);
        Assert.Contains(
            host.Log.Lines,
            line => line.StartsWith("Error 21 ", StringComparison.Ordinal)
                && line.EndsWith("Shop: there is nothing any more.", StringComparison.Ordinal));

        settings.Reload(("Shop:Headers:X-Version", "2"));
        Assert.Equal("2", host.Session.Build(HttpMethod.Get, "/").Headers["X-Version"]);
    }

    [Fact]
    public void What_belongs_to_the_connections_needs_a_restart_and_the_rest_counts()
    {
        var settings = new Settings(("Shop:Limits:PerOrigin", "5"), ("Shop:Headers:X-Version", "1"));
        var services = new ServiceCollection();
        var log = new ListLog();
        services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log);
        services.AddLogging();
        services.AddHttpSession("shop", options => options.BaseUrl = "https://shop.example");
        services.AddHttpSession("shop", settings.Shop);
        using var container = services.BuildServiceProvider();
        var session = container.GetRequiredKeyedService<HttpSession>("shop");

        settings.Reload(
            ("Shop:Limits:PerOrigin", "6"), ("Shop:Headers:X-Version", "2"), ("Shop:LocalAddress", "127.0.0.1"));

        Assert.Equal("2", session.Build(HttpMethod.Get, "/").Headers["X-Version"]);
        Assert.Equal(
            "Warning 23 Peregrine.shop: The reloaded configuration changes Limits, LocalAddress, which the connections "
            + "have: that needs a restart",
            log.Lines[^1]);
    }

    [Fact]
    public void A_reload_that_changes_nothing_of_the_session_runs_no_code()
    {
        var runs = 0;
        var settings = new Settings(("Shop:Headers:X-Version", "1"));
        using var host = new Host(settings.Shop, builder => builder.Services.AddHttpSession("shop", _ => runs++));
        _ = host.Session;

        settings.Reload(("Elsewhere", "x"));
        Assert.Equal(1, runs);

        settings.Reload(("Shop:Headers:X-Version", "2"));
        Assert.Equal(2, runs);
    }

    [Fact]
    public void Code_that_throws_in_a_reload_is_logged_and_the_reload_goes_on()
    {
        var runs = 0;
        var settings = new Settings(("Shop:Headers:X-Version", "1"));
        using var host = new Host(settings.Shop, builder => builder.Services.AddHttpSession("shop", _ =>
        {
            if (runs++ > 0)
            {
                throw new NotSupportedException("broken");
            }
        }));
        _ = host.Session;

        settings.Reload(("Shop:Headers:X-Version", "2"));

        Assert.Equal("1", host.Session.Build(HttpMethod.Get, "/").Headers["X-Version"]);
        Assert.Single(host.Log.Lines, line => line.StartsWith("Error 22 Peregrine.shop: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Options_that_say_the_same_keep_their_objects()
    {
        var settings = new Settings(
            ("Shop:RetryBudget:Share", "0.5"), ("Shop:RetryBudget:PerSecond", "1"), ("Shop:Tls:MinVersion", "1.3"));
        var configured = new ConfiguredOptions("shop", settings.Shop);
        HttpSessionOptions Filled()
        {
            var options = new HttpSessionOptions();
            configured.Configure("shop", options);
            return options;
        }

        var first = Filled();
        var second = Filled();
        settings.Reload(("Shop:RetryBudget:Share", "0.6"));
        var third = Filled();

        Assert.Same(first.RetryBudget, second.RetryBudget);
        Assert.Same(first.Tls, second.Tls);
        Assert.Same(first.Tls, third.Tls);
        Assert.Equal(0.6, third.RetryBudget!.Share);
    }

    [Fact]
    public void A_reload_between_the_start_of_the_host_and_the_first_use_counts()
    {
        var settings = new Settings(("Shop:Headers:X-Version", "1"));
        using var host = new Host(settings.Shop);
        host.Container.GetRequiredService<IStartupValidator>().Validate();

        settings.Reload(("Shop:Headers:X-Version", "2"));

        Assert.Equal("2", host.Session.Build(HttpMethod.Get, "/").Headers["X-Version"]);
    }

    [Fact]
    public void After_the_container_was_disposed_a_reload_does_nothing()
    {
        var settings = new Settings(("Shop:Headers:X-Version", "1"));
        var host = new Host(settings.Shop);
        _ = host.Session;
        host.Dispose();
        var lines = host.Log.Lines.Count;

        settings.Reload(("Shop:Headers:X-Version", "2"));

        Assert.Equal(lines, host.Log.Lines.Count);
    }

    [Fact]
    public void A_section_without_anything_in_it_is_a_warning()
    {
        using var host = new Host(new Settings().All.GetSection("Shpo"));
        _ = host.Session;

        Assert.Equal(["Warning 24 Peregrine.shop: There is nothing in the configuration at Shpo"], host.Log.Lines);
    }
}
