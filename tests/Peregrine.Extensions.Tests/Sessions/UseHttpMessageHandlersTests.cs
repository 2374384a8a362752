using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Peregrine;

public sealed class UseHttpMessageHandlersTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_sends_through_the_handlers_of_a_named_client_and_asks_the_factory_for_each_send()
    {
        var asked = new CountingFactory(new MockTransport { ["GET /x"] = _ => MockResponse.Status(503) });
        var services = new ServiceCollection();
        services.AddHttpSession("shop", options =>
        {
            options.BaseUrl = "https://shop.example";
            options.Retry = new RetryPolicy(2) { BackoffFactor = 0 };
        }).UseHttpMessageHandlers("named client");
        services.AddSingleton<IHttpMessageHandlerFactory>(asked);
        await using var container = services.BuildServiceProvider();
        var session = container.GetRequiredKeyedService<HttpSession>("shop");

        var response = await session.GetAsync("/x", Token);
        session.Get("/x");

        Assert.Equal(503, response.StatusCode);
        Assert.Equal(Enumerable.Repeat("named client", 6), asked.Names);
    }

    [Fact]
    public async Task The_factorys_own_handlers_are_around_each_send_and_are_not_disposed()
    {
        var own = new CountingHandler();
        var services = new ServiceCollection();
        services.AddHttpClient("inner")
            .AddHttpMessageHandler(() => own)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new MockTransport { ["GET /x"] = _ => MockResponse.Text("hello") });
        services.AddHttpSession("shop", options => options.BaseUrl = "https://shop.example")
            .UseHttpMessageHandlers("inner");
        await using var container = services.BuildServiceProvider();

        await using (var session = container.GetRequiredKeyedService<HttpSession>("shop"))
        {
            Assert.Equal("hello", (await session.GetAsync("/x", Token)).Text);
            Assert.Equal("hello", (await session.GetAsync("/x", Token)).Text);
        }

        Assert.Equal((2, false), (own.Sends, own.IsDisposed));
    }

    [Fact]
    public void What_belongs_to_connections_is_a_fault_beside_the_handlers()
    {
        var services = new ServiceCollection();
        services.AddHttpSession("shop", new Settings(("Shop:Version", "2.0")).Shop).UseHttpMessageHandlers("inner");
        using var container = services.BuildServiceProvider();

        var fault = Assert.Throws<OptionsValidationException>(() =>
            container.GetRequiredKeyedService<HttpSession>("shop"));

        Assert.StartsWith("The session 'shop': Tls, Proxy, ", Assert.Single(fault.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_that_the_factory_has_renewed_lives_while_a_send_uses_it()
    {
        var answer = new TaskCompletionSource<HttpResponseMessage>();
        var other = Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.NoContent));
        var factory = new RenewingFactory(answer.Task, other);
        var services = new ServiceCollection();
        services.AddHttpSession("shop", options => options.BaseUrl = "https://shop.example")
            .UseHttpMessageHandlers("c");
        services.AddSingleton<IHttpMessageHandlerFactory>(factory);
        await using var container = services.BuildServiceProvider();
        var session = container.GetRequiredKeyedService<HttpSession>("shop");

        var first = session.GetAsync("/x", Token);
        await session.GetAsync("/x", Token); // The factory gives another chain.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.True(factory.First.IsAlive);
        answer.SetResult(new(System.Net.HttpStatusCode.NoContent));
        await first;
    }

    private sealed class RenewingFactory(Task<HttpResponseMessage> answer, Task<HttpResponseMessage> other)
        : IHttpMessageHandlerFactory
    {
        internal WeakReference First { get; private set; } = null!;

        public HttpMessageHandler CreateHandler(string name)
        {
            var handler = new PassingHandler(First is null ? answer : other);
            First ??= new WeakReference(handler);
            return handler;
        }
    }

    // As the factory's own: it hands the task of its inner handler on, and nothing of the task leads to it.
    private sealed class PassingHandler(Task<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => answer;
    }

    private sealed class CountingFactory(HttpMessageHandler handler) : IHttpMessageHandlerFactory
    {
        internal List<string> Names { get; } = [];

        public HttpMessageHandler CreateHandler(string name)
        {
            Names.Add(name);
            return handler;
        }
    }

    private sealed class CountingHandler : DelegatingHandler
    {
        internal int Sends { get; private set; }

        internal bool IsDisposed { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sends++;
            return base.SendAsync(request, cancellationToken);
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
