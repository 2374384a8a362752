using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Peregrine;

public sealed class ReconfigureTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_call_goes_by_the_new_options_over_the_same_connection()
    {
        await using var bin = await Httpbin.StartAsync();
        using var session = new HttpSession(new() { BaseUrl = bin.Url.ToString(), Headers = { ["X-Old"] = "1" } });
        await session.GetAsync("/headers", Token);

        session.Reconfigure(
            new() { BaseUrl = bin.Url.ToString(), Headers = { ["X-New"] = "2" }, Query = { ["q"] = 3 } });
        var response = await session.GetAsync("/headers", Token);

        Assert.Equal((null, "2"), (response.Request.Headers["X-Old"], response.Request.Headers["X-New"]));
        Assert.Equal("?q=3", response.Request.Url.Query);
        Assert.True(response.Connection.Reused);
        Assert.Equal(1, session.GetPoolSnapshot().Open);
    }

    [Fact]
    public async Task A_call_under_way_keeps_its_options()
    {
        var arrived = new TaskCompletionSource();
        var answer = new TaskCompletionSource();
        var mock = new MockTransport { ["GET /"] = _ => MockResponse.Status(503) };
        async ValueTask<Response> WaitAsync(Request request, Next next)
        {
            arrived.TrySetResult();
            await answer.Task;
            return await next.SendAsync(request);
        }

        using var session = new HttpSession(new()
        {
            BaseUrl = "http://a.example",
            Transport = mock,
            Retry = new RetryPolicy(2) { BackoffFactor = 0 },
            NetworkMiddleware = { WaitAsync },
        });
        var call = session.GetAsync("/", Token);
        await arrived.Task;

        session.Reconfigure(new() { BaseUrl = "http://a.example", Retry = RetryPolicy.None });
        answer.SetResult();

        Assert.Equal(3, (await call).Attempts.Count);
        Assert.Single((await session.GetAsync("/", Token)).Attempts);
    }

    [Fact]
    public async Task Sessions_of_With_and_handlers_follow()
    {
        var mock = new MockTransport { ["GET /{path}"] = _ => MockResponse.Text("x") };
        using var session = new HttpSession(new() { BaseUrl = "http://a.example", Transport = mock });
        using var admin = session.With(new() { Headers = { ["X-Admin"] = "yes" } });
        using var below = admin.With(new() { Headers = { ["X-Below"] = "yes" } });
        using var client = session.AsHttpClient();

        session.Reconfigure(new() { BaseUrl = "http://b.example", Headers = { ["X-New"] = "1", ["X-Admin"] = "no" } });
        var sent = below.Build(HttpMethod.Get, "/one");
        await client.GetAsync(new Uri("http://b.example/two"), Token);

        Assert.Equal("b.example", sent.Url.Host);
        Assert.Equal(("1", "yes", "yes"), (sent.Headers["X-New"], sent.Headers["X-Admin"], sent.Headers["X-Below"]));
        Assert.Equal("1", mock.Requests[0].Headers["X-New"]);
    }

    [Fact]
    public void A_session_of_With_is_not_reconfigured_itself()
    {
        using var session = new HttpSession();
        using var admin = session.With(new() { Headers = { ["X"] = "1" } });

        Assert.Throws<InvalidOperationException>(() => admin.Reconfigure(new()));
        Assert.Throws<ArgumentNullException>(() => session.Reconfigure(null!));
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Reconfigure(new()));
    }

    [Fact]
    public void What_belongs_to_the_connections_is_refused_by_name_and_leaves_the_options()
    {
        using var session = new HttpSession(new() { BaseUrl = "http://a.example", Limits = new() { PerOrigin = 5 } });

        var fault = Assert.Throws<ArgumentException>(() => session.Reconfigure(new()
        {
            BaseUrl = "http://b.example",
            Limits = new() { PerOrigin = 6 },
            UnixSocket = "/run/x.sock",
            Cookies = CookieJar.None,
            TimeProvider = new FakeTimeProvider(),
            AltSvc = true,
            LocalAddress = IPAddress.Loopback,
            ConfigureSocket = _ => { },
            Resolve = (_, _) => ValueTask.FromResult<IPAddress[]>([]),
        }));

        Assert.StartsWith(
            "Limits, Cookies, TimeProvider, Resolve, UnixSocket, AltSvc, LocalAddress, ConfigureSocket can't change",
            fault.Message, StringComparison.Ordinal);
        Assert.Equal("a.example", session.Build(HttpMethod.Get, "/").Url.Host);
    }

    [Fact]
    public void What_belongs_to_the_connections_may_be_said_again()
    {
        using var mock = new MockTransport();
        using var session = new HttpSession(new() { Transport = mock });
        using var limited = new HttpSession(new() { Limits = new() { PerOrigin = 5 } });

        session.Reconfigure(new() { Transport = mock, Cookies = session.Cookies, TimeProvider = TimeProvider.System });
        limited.Reconfigure(new() { Limits = new() { PerOrigin = 5 }, AltSvc = false });

        Assert.Throws<ArgumentException>(() => session.Reconfigure(new() { Proxy = "http://proxy.example:1" }));
        Assert.Throws<ArgumentException>(() => session.Reconfigure(new() { Transport = new MockTransport() }));
        Assert.Throws<InvalidUrlException>(() => limited.Reconfigure(new() { BaseUrl = "nonsense://" }));
    }

    [Fact]
    public async Task A_rate_keeps_its_bucket_where_the_limit_is_the_same()
    {
        var clock = new FakeTimeProvider();
        var mock = new MockTransport { ["GET /"] = _ => MockResponse.Status(200) };
        HttpSessionOptions Options(int permits) => new()
        {
            BaseUrl = "http://a.example",
            RateLimit = RateLimit.PerMinute(permits),
            TimeProvider = clock,
        };
        var first = Options(1);
        first.Transport = mock;
        using var session = new HttpSession(first);
        using var child = session.With(new() { Headers = { ["X"] = "1" } });
        using var own = session.With(new() { RateLimit = RateLimit.PerMinute(2) });
        await session.GetAsync("/", Token);
        await own.GetAsync("/", Token);

        session.Reconfigure(Options(1));
        var waits = child.GetAsync("/", Token);
        var ownWaits = own.GetAsync("/", Token);
        Assert.Equal((false, false), (waits.IsCompleted, ownWaits.IsCompleted));

        session.Reconfigure(Options(3));
        await child.GetAsync("/", Token); // A new limit, a new bucket.
        clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(waits, ownWaits);

        Assert.Equal(5, mock.Requests.Count);
    }

    [Fact]
    public async Task A_call_that_begins_while_others_reconfigure_has_one_set_of_options()
    {
        HttpSessionOptions Options(int number) => new()
        {
            BaseUrl = $"http://host{number}.example",
            Headers = { ["X-Number"] = $"{number}" },
            Query = { ["number"] = number },
        };
        using var session = new HttpSession(Options(0));
        using var child = session.With(new() { Headers = { ["X-Child"] = "1" } });
        using var done = new CancellationTokenSource();
        using var ready = new CountdownEvent(2);
        void Look(HttpSession looked)
        {
            ready.Signal();
            while (!done.IsCancellationRequested)
            {
                var request = looked.Build(HttpMethod.Get, "/");
                var number = request.Headers["X-Number"];
                Assert.Equal(
                    ($"host{number}.example", $"?number={number}"), (request.Url.Host, request.Url.Query));
            }
        }

        Task[] lookers = [Task.Run(() => Look(session), Token), Task.Run(() => Look(child), Token)];
        ready.Wait(Token);
        for (var number = 1; number <= 500; number++)
        {
            session.Reconfigure(Options(number));
        }

        await done.CancelAsync();
        await Task.WhenAll(lookers);
        Assert.Equal("500", child.Build(HttpMethod.Get, "/").Headers["X-Number"]);
    }

    [Fact]
    public void The_environment_is_read_again_only_where_its_options_change()
    {
        var reads = 0;
        string? Read(string name)
        {
            reads++;
            return null;
        }

        using var session = new HttpSession(new() { ReadVariable = Read });
        var once = reads;

        session.Reconfigure(new() { Headers = { ["X"] = "1" } });
        session.Reconfigure(new() { Environment = new EnvironmentOptions() });
        Assert.Equal(once, reads);

        session.Reconfigure(new() { Environment = new EnvironmentOptions { Ignored = ["NO_PROXY"] } });
        Assert.True(reads > once);
    }
}
