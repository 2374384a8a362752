using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Several addresses of one name (RFC 8305): a dead one costs 250 ms, a refusal nothing, and the losers are closed.
/// </summary>
[Collection(nameof(Alone))]
public sealed class HappyEyeballsTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dead_family_costs_less_than_400_ms(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var dead = new FullBacklog(new IPEndPoint(IPAddress.IPv6Loopback, server.Port));
        using var session = Session(IPAddress.Loopback, IPAddress.IPv6Loopback);
        using var other = new RefusedPort();
        // What is loaded once is loaded now.
        await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"http://api.test:{other.Port}/", Test));

        using var lateness = new Lateness();
        var watch = Stopwatch.StartNew();
        var response = await session.GetAsync(blocking, $"http://api.test:{server.Port}/", Test);

        Assert.InRange(watch.ElapsedMilliseconds, 240, 399 + lateness.Total.TotalMilliseconds);
        Assert.Equal(200, response.StatusCode);
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, server.Port), response.RemoteEndPoint);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task IPv6_is_tried_first_and_wins_when_it_answers(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        await using var v6 = new RawServer(Scripts.Answer(), at: new IPEndPoint(IPAddress.IPv6Loopback, server.Port));
        using var session = Session(IPAddress.Loopback, IPAddress.IPv6Loopback);

        var response = await session.GetAsync(blocking, $"http://api.test:{server.Port}/", Test);

        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, server.Port), response.RemoteEndPoint);
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_moves_on_at_once(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Session(
            IPAddress.IPv6Loopback, IPAddress.Parse("127.0.0.9"), IPAddress.Parse("127.0.0.8"), IPAddress.Loopback);
        using var lateness = new Lateness();

        var response = await session.GetAsync(blocking, $"http://api.test:{server.Port}/", Test);

        Assert.Equal(new IPEndPoint(IPAddress.Loopback, server.Port), response.RemoteEndPoint);
        Assert.True(response.Timings.Connect < TimeSpan.FromMilliseconds(200) + lateness.Total, $"{response.Timings}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_all_fail_the_message_counts_them_and_names_the_last_reason(bool blocking)
    {
        using var port = new RefusedPort();
        using var session = Session(IPAddress.Loopback, IPAddress.IPv6Loopback, IPAddress.Parse("127.0.0.9"));

        var failure = await Assert.ThrowsAsync<ConnectException>(
            () => session.GetAsync(blocking, $"http://api.test:{port.Port}/", Test));

        Assert.Equal(ConnectStage.Socket, failure.Stage);
        Assert.Contains(
            "none of 3 addresses took it, the last one (127.0.0.9) because of: connection refused",
            failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Dead_addresses_end_at_the_connect_limit(bool blocking)
    {
        using var dead = new FullBacklog();
        var port = new Uri(dead.Root).Port;
        using var session = new HttpSession(new()
        {
            Resolve = Answer(IPAddress.Loopback, IPAddress.Parse("127.0.0.1")),
            Timeout = new Timeouts { Connect = TimeSpan.FromMilliseconds(600) },
        });

        var watch = Stopwatch.StartNew();
        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(
            () => session.GetAsync(blocking, $"http://api.test:{port}/", Test));

        Assert.Equal(TimeoutPhase.Connect, failure.Phase);
        Assert.InRange(watch.ElapsedMilliseconds, 590, 5000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_the_race(bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var dead = new FullBacklog(new IPEndPoint(IPAddress.IPv6Loopback, server.Port));
        using var deadToo = new FullBacklog();
        using var session = Session(IPAddress.Loopback);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));

        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => session.GetAsync(blocking, $"http://api.test:{new Uri(deadToo.Root).Port}/", caller.Token));

        Assert.InRange(watch.ElapsedMilliseconds, 100, 3000);
    }

    private static HttpSession Session(params IPAddress[] addresses) =>
        new(new() { Resolve = Answer(addresses), Timeout = 5 });

    private static Func<string, CancellationToken, ValueTask<IPAddress[]>> Answer(params IPAddress[] addresses) =>
        (_, _) => ValueTask.FromResult(addresses);

    /// <summary>A port on which nobody listens: it is bound, so that nobody else gets it.</summary>
    private sealed class RefusedPort : IDisposable
    {
        private readonly Socket _socket =
            new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };

        internal RefusedPort() => _socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));

        internal int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

        public void Dispose() => _socket.Dispose();
    }
}
