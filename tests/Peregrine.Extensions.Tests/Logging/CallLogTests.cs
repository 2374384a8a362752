using Microsoft.Extensions.Logging;

namespace Peregrine;

public sealed class CallLogTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_is_told_from_its_begin_to_its_end()
    {
        using var host = With(LogLevel.Trace, options => options.Retry = new RetryPolicy(1) { BackoffFactor = 0 });
        host.Mock["GET /old"] = _ => MockResponse.Redirect("/new?key=s3cret");
        host.Mock["GET /new"] = MockResponse.Sequence(MockResponse.Status(503), MockResponse.Text("x"));

        await host.Session.GetAsync("/old?key=s3cret", Token);

        Assert.Equal(
            [
                "Debug 1 Peregrine.shop: GET https://shop.example/old begins",
                "Debug 4 Peregrine.shop: GET https://shop.example/old is sent",
                "Debug 5 Peregrine.shop: GET https://shop.example/old: 302, a redirect; Location: /new",
                "Debug 4 Peregrine.shop: GET https://shop.example/new is sent",
                "Information 7 Peregrine.shop: GET https://shop.example/new: 503, and again in 0 s",
                "Debug 4 Peregrine.shop: GET https://shop.example/new is sent",
            ],
            host.Log.Lines.SkipLast(1));
        Assert.Matches(
            @"^Debug 2 Peregrine\.shop: GET https://shop\.example/old: 200 after [0-9.,]+ ms, tries: 2$",
            host.Log.Lines[^1]);
    }

    [Fact]
    public async Task A_failure_is_a_warning_and_so_are_retries_that_are_spent()
    {
        using var host = With(LogLevel.Warning, options => options.Retry = new RetryPolicy(1) { BackoffFactor = 0 });
        host.Mock["GET /slow"] = MockResponse.Fails(TimeoutPhase.Read);
        host.Mock["GET /busy"] = _ => MockResponse.Status(503);

        await Assert.ThrowsAsync<RequestTimeoutException>(() => host.Session.GetAsync("/slow?key=s3cret", Token));
        await host.Session.GetAsync("/busy?key=s3cret", Token);

        Assert.Equal(2, host.Log.Lines.Count);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(host.Log.Lines[0], "https:"));
        Assert.StartsWith(
            "Warning 9 Peregrine.shop: GET https://shop.example/slow: RequestTimeoutException, ", host.Log.Lines[0],
            StringComparison.Ordinal);
        Assert.Equal(
            "Warning 8 Peregrine.shop: GET https://shop.example/busy: 503, not tried again: the retries are spent",
            host.Log.Lines[1]);
        Assert.DoesNotContain("s3cret", string.Concat(host.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_thrown_before_a_send_is_told_too()
    {
        var ended = new OAuthToken { AccessToken = "s3cret", ExpiresAt = DateTimeOffset.UnixEpoch };
        using var host = With(LogLevel.Trace, options => options.Auth = Auth.OAuth2(ended));

        await Assert.ThrowsAsync<AuthException>(() => host.Session.GetAsync("/x", Token));

        Assert.Contains(host.Log.Lines, line => line.StartsWith(
            "Debug 3 Peregrine.shop: GET https://shop.example/x: AuthException after ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_level_that_changes_counts_from_the_next_call_but_one()
    {
        using var host = new Host(level: LogLevel.None);
        await host.Session.GetAsync("/x", Token);
        Assert.Empty(host.Log.Lines);

        host.Log.Level = LogLevel.Debug;
        await host.Session.GetAsync("/x", Token);
        await host.Session.GetAsync("/x", Token);
        Assert.Equal([1, 4, 2], Ids(host.Log));

        host.Log.Level = LogLevel.None;
        await host.Session.GetAsync("/x", Token);
        await host.Session.GetAsync("/x", Token);
        Assert.Equal(3, host.Log.Lines.Count);
    }

    [Fact]
    public void The_options_of_the_container_are_left_without_hooks()
    {
        var own = 0;
        using var host = With(LogLevel.Trace, options =>
        {
            options.OnRequest = _ => own++;
            options.OnAttempt = (_, _) => own++;
            options.OnResponse = _ => own++;
        });

        host.Session.Get("/x");

        Assert.Equal(3, own);
    }

    [Theory]
    [InlineData(LogLevel.None)]
    [InlineData(LogLevel.Information)]
    public async Task Where_there_is_nothing_to_log_a_call_allocates_what_it_does_without_a_log(LogLevel level)
    {
        await using var bin = await Httpbin.StartAsync();
        using var without = new HttpSession(new() { BaseUrl = bin.Url.ToString(), Cookies = CookieJar.None });
        using var host = With(level, options =>
        {
            options.BaseUrl = bin.Url.ToString();
            options.Transport = null;
        });

        var plain = Cost(without);
        var logged = Cost(host.Session);

        Assert.True(logged <= plain + 8, $"{logged} bytes a call, and {plain} without a log");
    }

    private static Host With(LogLevel level, Action<HttpSessionOptions> configure) =>
        new(add: builder => builder.Services.AddHttpSession("shop", configure), level: level);

    // Blocking calls run on this thread, so that its count is theirs. The least of several rounds is without noise.
    private static long Cost(HttpSession session)
    {
        var least = long.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var call = 0; call < 20; call++)
            {
                session.Get("/status/204");
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / 20);
        }

        return least;
    }

    private static IEnumerable<int> Ids(ListLog log) => log.Lines.Select(line =>
        int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
}
