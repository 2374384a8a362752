using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Peregrine;

public sealed class RotationTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;
    private static readonly AsyncLocal<object?> Ambient = new();

    [Fact]
    public async Task A_handler_that_the_factory_disposes_leaves_session_and_connections()
    {
        await using var bin = await Httpbin.StartAsync();
        var services = new ServiceCollection();
        services.AddHttpSession("bin", options => options.BaseUrl = bin.Url.ToString());
        services.AddHttpClient("legacy").UseHttpSession("bin");
        await using var container = services.BuildServiceProvider();
        var session = container.GetRequiredKeyedService<HttpSession>("bin");

        for (var turn = 0; turn < 3; turn++)
        {
            // What the factory does with a handler whose time is over.
            using var handler = new PrimarySessionHandler("bin", session.AsHandler());
            using var client = new HttpClient(handler) { BaseAddress = new Uri(bin.Url.ToString()) };
            Assert.Equal(204, (int)(await client.GetAsync(new Uri("status/204", UriKind.Relative), Token)).StatusCode);
        }

        Assert.Equal(1, session.GetPoolSnapshot().Open);
        Assert.True((await session.GetAsync("/get", Token)).Connection.Reused);
    }

    [Fact]
    public async Task The_client_of_a_scope_and_what_flows_with_it_are_not_kept_by_pooled_connections()
    {
        await using var bin = await Httpbin.StartAsync();
        var services = new ServiceCollection();
        services.AddHttpSession("bin", options => options.BaseUrl = bin.Url.ToString());
        services.AddHttpClient("legacy").UseHttpSession("bin");
        services.AddScoped<ScopedThing>();
        await using var container = services.BuildServiceProvider();
        var session = container.GetRequiredKeyedService<HttpSession>("bin");
        var things = new List<WeakReference>();

        await Task.Run(() => CallAsync(container, session, things), Token);
        await session.GetAsync("/status/204", Token); // A timer or a task that ends lets go of what it has.

        for (var turn = 0; turn < 50 && things.Any(thing => thing.IsAlive); turn++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await session.GetAsync("/status/204", Token);
        }

        Assert.Equal((1, 0), (session.GetPoolSnapshot().Open, things.Count(thing => thing.IsAlive)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task CallAsync(IServiceProvider container, HttpSession session, List<WeakReference> things)
    {
        await using var scope = container.CreateAsyncScope();
        var thing = scope.ServiceProvider.GetRequiredService<ScopedThing>();
        var ambient = new object();
        things.Add(new WeakReference(thing));
        things.Add(new WeakReference(ambient));
        Ambient.Value = ambient;
        using var client = scope.ServiceProvider.GetRequiredService<IHttpClientFactory>().CreateClient("legacy");
        await client.GetAsync(new Uri("status/204", UriKind.Relative), Token);
        await session.GetAsync("/status/204", Token);
        Ambient.Value = null;
    }

    private sealed class ScopedThing;
}
