using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>The proxy itself: where it listens, whom it refuses, what it plans, and how it ends.</summary>
public sealed class FaultProxyTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http://127.0.0.1:81/base/?a=1", "http://127.0.0.1:{0}/base/?a=1")]
    [InlineData("https://localhost:81", "https://localhost:{0}/")]
    [InlineData("https://api.example.com/v1", "https://api.example.com:{0}/v1")]
    [InlineData("redis://localhost:6379/0", "redis://localhost:{0}/0")]
    public async Task The_url_is_the_servers_with_another_port(string server, string url)
    {
        await using var proxy = await FaultProxy.StartAsync(new Uri(server), Test);

        Assert.Equal(string.Format(null, url, proxy.EndPoint.Port), proxy.Url.AbsoluteUri);
        Assert.Equal(IPAddress.Loopback, proxy.EndPoint.Address);
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(proxy.EndPoint, Test);
    }

    [Theory]
    [InlineData("http://localhost:1")]
    [InlineData("http://api.example.com:1")]
    public async Task A_name_is_each_address_of_the_loopback_interface(string server)
    {
        await using var proxy = await FaultProxy.StartAsync(new Uri(server), Test);
        Assert.SkipUnless(HasIPv6(), "needs ::1");

        using var client = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.IPv6Loopback, proxy.EndPoint.Port, Test);
        proxy.Refuse = true;

        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using var refused = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await Assert.ThrowsAnyAsync<SocketException>(
                () => refused.ConnectAsync(address, proxy.EndPoint.Port, Test).AsTask());
        }
    }

    [Fact]
    public async Task Where_it_can_not_stand_it_does_not_start()
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => FaultProxy.StartAsync(null!, Test));
        await Assert.ThrowsAsync<ArgumentException>(() => FaultProxy.StartAsync(new Uri("/x", UriKind.Relative), Test));
        await Assert.ThrowsAsync<ArgumentException>(() => FaultProxy.StartAsync(new Uri("redis://h.test"), Test));
        var other = await Assert.ThrowsAsync<ArgumentException>(
            () => FaultProxy.StartAsync(new Uri("https://192.0.2.1/"), Test));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => FaultProxy.StartAsync(new Uri("http://localhost"), new CancellationToken(canceled: true)));

        Assert.Contains("192.0.2.1 is not of the loopback interface", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_values_are_refused_and_change_nothing()
    {
        await using var proxy = await FaultProxy.StartAsync(new Uri("http://localhost:1"), Test);
        proxy.CutAfter = 5;

        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.CutAfter = -1);
        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.Latency = TimeSpan.FromTicks(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.Latency = TimeSpan.FromDays(25));
        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.BytesPerSecond = 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.Up = new() { ResetAfter = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.Up = new() { StallAfter = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.Up = new() { HalfCloseAfter = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => proxy.Up = new() { GarbleAt = -1 });
        Assert.Throws<ArgumentNullException>(() => proxy.Up = null!);
        Assert.Throws<ArgumentNullException>(() => proxy.Down = null!);
        Assert.Throws<ArgumentNullException>(() => new ConnectionFaults { Down = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.Random(1, 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.Random(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultPlan.Random(1, within: 0));

        Assert.Equal((Faults.None, new Faults { CutAfter = 5 }), (proxy.Up, proxy.Down));
    }

    [Fact]
    public async Task The_short_forms_are_both_directions()
    {
        await using var proxy = await FaultProxy.StartAsync(new Uri("http://localhost:1"), Test);
        proxy.Latency = TimeSpan.FromSeconds(1);
        proxy.BytesPerSecond = 5;
        proxy.Stall = true;
        proxy.CutAfter = 7;
        proxy.Refuse = true;

        var both = new Faults { Latency = TimeSpan.FromSeconds(1), BytesPerSecond = 5, StallAfter = 0 };
        Assert.Equal((both, both with { CutAfter = 7 }), (proxy.Up, proxy.Down));
        Assert.True(proxy.Stall && proxy.Refuse && proxy.CutAfter == 7 && proxy.BytesPerSecond == 5);
        proxy.Clear();
        Assert.Equal((Faults.None, Faults.None), (proxy.Up, proxy.Down));
        Assert.False(proxy.Stall || proxy.Refuse);
    }

    [Fact]
    public async Task Refused_are_new_connections_and_the_port_stays_its_own()
    {
        await using var rig = await FaultRig.StartAsync();
        for (var turn = 1; turn <= 3; turn++)
        {
            var (client, server) = await rig.ConnectAsync();
            rig.Proxy.Refuse = true;
            var refused = await Assert.ThrowsAnyAsync<SocketException>(rig.ClientAsync);
            await FaultBytesTests.SendAllAsync(server, "abc"u8.ToArray());

            Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
            Assert.Equal(3, (await FaultRig.ReadAsync(client, 3)).Length);
            rig.Proxy.Refuse = false;
            Assert.Equal(turn, rig.Proxy.Connections);
        }
    }

    [Fact]
    public async Task The_system_gives_the_port_to_no_other_while_the_proxy_turns_to_refusing_and_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a range of ports of a socket's own, as Linux has it");
        await using var proxy = await FaultProxy.StartAsync(new Uri("http://localhost:1"), Test);
        using var end = new CancellationTokenSource();
        var taken = Task.Run(() => TakeUntil(proxy.Url.Port, end.Token), Test);

        for (var turn = 0; turn < 500; turn++)
        {
            proxy.Refuse = true;
            proxy.Refuse = false;
        }

        await end.CancelAsync();
        Assert.Equal(0, await taken);
    }

    [Fact]
    public async Task Open_connections_are_reset_at_once_and_new_ones_are_not()
    {
        await using var rig = await FaultRig.StartAsync();
        var (client, server) = await rig.ConnectAsync();
        await FaultBytesTests.SendAllAsync(server, "x"u8.ToArray());
        await FaultRig.ReadAsync(client, 1); // The proxy knows now that both sides are connected.

        rig.Proxy.ResetConnections();

        Assert.Equal(0, rig.Proxy.OpenConnections);
        await Assert.ThrowsAnyAsync<SocketException>(() => FaultRig.ReadToEndAsync(client));
        await Assert.ThrowsAnyAsync<SocketException>(() => FaultRig.ReadToEndAsync(server));
        (client, server) = await rig.ConnectAsync();
        await FaultBytesTests.SendAllAsync(server, "abc"u8.ToArray());
        Assert.Equal(3, (await FaultRig.ReadAsync(client, 3)).Length);
    }

    [Fact]
    public async Task Without_a_server_the_connection_is_closed()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await using var proxy = await FaultProxy.StartAsync(new Uri($"http://127.0.0.1:{port}"), Test);

        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(proxy.EndPoint, Test);

        Assert.Empty(await FaultRig.ReadToEndAsync(client));
        await FaultRig.UntilAsync(() => proxy.OpenConnections == 0);
    }

    [Fact]
    public async Task A_plan_is_for_single_connections_and_leaves_the_rest_to_the_proxy()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Down = new() { GarbleAt = 0 };
        rig.Proxy.Plan = number => number == 2 ? new() { Down = new() { CutAfter = 2 } } : null;

        foreach (var expected in new byte[][] { [1 ^ 0xFF, 2, 3], [1 ^ 0xFF, 2], [1 ^ 0xFF, 2, 3] })
        {
            var (client, server) = await rig.ConnectAsync();
            await FaultBytesTests.SendAllAsync(server, [1, 2, 3]);
            server.Shutdown(SocketShutdown.Send);
            Assert.Equal(expected, await FaultRig.ReadToEndAsync(client));
        }
    }

    [Fact]
    public async Task What_a_plan_did_to_an_open_connection_is_cleared_too()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Plan = _ => new() { Down = new() { StallAfter = 0 } };
        var (client, server) = await rig.ConnectAsync();
        await FaultBytesTests.SendAllAsync(server, "abc"u8.ToArray());

        rig.Proxy.Clear();

        Assert.Equal(3, (await FaultRig.ReadAsync(client, 3)).Length);
        Assert.Null(rig.Proxy.Plan);
    }

    public static TheoryData<Exception> Failures => [new NotSupportedException(), new SocketException()];

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_plan_that_throws_closes_the_connection_and_is_told_at_the_end(Exception thrown)
    {
        var proxy = await FaultProxy.StartAsync(new Uri("http://127.0.0.1:1"), Test);
        proxy.Plan = number => number == 1 ? throw thrown : null;
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(proxy.EndPoint, Test);

        Assert.Empty(await FaultRig.ReadToEndAsync(client));

        Assert.Same(thrown, await Record.ExceptionAsync(() => proxy.DisposeAsync().AsTask()));
    }

    private static bool HasIPv6()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [Fact]
    public void A_seed_gives_each_number_the_same_faults()
    {
        var (one, same, other) = (FaultPlan.Random(42), FaultPlan.Random(42), FaultPlan.Random(43));
        var numbers = Enumerable.Range(1, 1000).ToArray();
        var drawn = numbers.Select(one).ToArray();

        Assert.Equal(drawn, numbers.Reverse().Select(same).Reverse());
        Assert.NotEqual(drawn, numbers.Select(other));
        Assert.InRange(drawn.Count(faults => faults is null), 400, 600);
        Assert.All(numbers, number => Assert.NotNull(FaultPlan.Random(1, share: 1)(number)));
        Assert.All(numbers, number => Assert.Null(FaultPlan.Random(1, share: 0)(number)));
        foreach (var kind in new Func<Faults, long?>[]
        {
            faults => faults.CutAfter, faults => faults.ResetAfter, faults => faults.HalfCloseAfter,
            faults => faults.StallAfter, faults => faults.GarbleAt,
        })
        {
            Assert.Contains(drawn, faults => faults is not null && kind(faults.Up) is < 10_000);
            Assert.Contains(drawn, faults => faults is not null && kind(faults.Down) is < 10_000);
        }
    }

    // How often the system chose the port for another socket, which may have that one only.
    private static int TakeUntil(int port, CancellationToken end)
    {
        const int InternetProtocol = 0;
        const int LocalPortRange = 51; // IP_LOCAL_PORT_RANGE, since Linux 6.3: the last port above the first.
        var range = BitConverter.GetBytes((port << 16) | port);
        var count = 0;
        while (!end.IsCancellationRequested)
        {
            using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                other.SetRawSocketOption(InternetProtocol, LocalPortRange, range);
                other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
                count += ((IPEndPoint)other.LocalEndPoint!).Port == port ? 1 : 0;
            }
            catch (SocketException)
            {
                // It is the proxy's, as it should be; or the system is older, and knows no such range.
            }
        }

        return count;
    }
}
