namespace Peregrine;

/// <summary>A blocking call needs no thread but the caller's: it works when the pool has none left.</summary>
[Collection(nameof(Alone))]
public sealed class StarvationTests
{
    [Fact]
    public async Task A_blocking_call_is_answered()
    {
        await using var server = await OutsideServer.StartAsync();
        using var session = new HttpSession();

        using var lateness = new Lateness();
        var (elapsed, text) = Starved.Run(() => session.Get(server.Root + "/hello").Text);

        Assert.Equal("hello", text);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1) + lateness.Total);
    }

    [Fact]
    public async Task A_blocking_upload_is_answered()
    {
        await using var server = await OutsideServer.StartAsync();
        using var session = new HttpSession();

        using var lateness = new Lateness();
        var (elapsed, text) = Starved.Run(
            () => session.Post(server.Root + "/hello", new() { Body = Body.Stream(new EndlessStream(500_000)) }).Text);

        Assert.Equal("hello", text);
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1) + lateness.Total);
    }

    [Fact]
    public async Task Its_read_limit_fires()
    {
        await using var server = await OutsideServer.StartAsync();
        using var session = new HttpSession(new() { Timeout = new Timeouts { Read = Limit.Short } });

        using var lateness = new Lateness();
        var (elapsed, phase) = Starved.Run(
            () => Assert.Throws<RequestTimeoutException>(() => session.Get(server.Root + "/stall")).Phase);

        Assert.Equal(TimeoutPhase.Read, phase);
        Assert.InRange(elapsed, Limit.Short, (1.2 * Limit.Short) + lateness.Total);
    }

    [Fact]
    public async Task Its_pauses_and_retries_go_on()
    {
        await using var server = await OutsideServer.StartAsync();
        using var session = new HttpSession(new() { Retry = new RetryPolicy(2) { BackoffFactor = 0.05 } });

        using var lateness = new Lateness();
        var (elapsed, attempts) = Starved.Run(() => session.Get(server.Root + "/busy").Attempts.Count);

        Assert.Equal(3, attempts);
        Assert.InRange(elapsed, TimeSpan.FromMilliseconds(150), TimeSpan.FromSeconds(1) + lateness.Total);
    }

    [Fact]
    public async Task A_blocking_call_through_a_proxy_is_answered_or_refused()
    {
        await using var server = await OutsideServer.StartAsync();
        using var session = new HttpSession(new() { Proxy = server.Root });

        using var lateness = new Lateness();
        var (elapsed, outcome) = Starved.Run(() => (
            session.Get("http://origin.test/hello").Text,
            Assert.Throws<ConnectException>(() => session.Get("https://origin.test/")).ProxyStatusCode));

        Assert.Equal(("hello", 501), outcome); // That server knows no CONNECT.
        Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1) + lateness.Total);
    }
}
