using System.Diagnostics;

namespace Peregrine;

/// <summary>Latency and bandwidth, on a clock that the test moves.</summary>
public sealed class FaultTimeTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task Bytes_arrive_when_the_latency_is_over_and_not_before()
    {
        var time = new WaitingTime();
        await using var rig = await FaultRig.StartAsync(time);
        rig.Proxy.Latency = TimeSpan.FromMilliseconds(50);
        var (client, server) = await rig.ConnectAsync();

        await FaultBytesTests.SendAllAsync(server, "down"u8.ToArray());
        await time.TimerAsync();
        time.Advance(TimeSpan.FromMilliseconds(49));
        await FaultBytesTests.SendAllAsync(client, "up"u8.ToArray());
        await time.TimerAsync();
        Assert.Equal((0, 0), (rig.Proxy.BytesUp, rig.Proxy.BytesDown));
        time.Advance(Step);

        Assert.Equal("down"u8.ToArray(), await FaultRig.ReadAsync(client, 4));
        Assert.Equal(0, rig.Proxy.BytesUp);
        time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Equal("up"u8.ToArray(), await FaultRig.ReadAsync(server, 2));
    }

    [Fact]
    public async Task Latency_delays_what_is_on_its_way_together()
    {
        const int Sent = 40_000_000;
        const int InBuffers = 16_000_000; // What the system may hold before the proxy has taken it.
        var time = new WaitingTime();
        await using var rig = await FaultRig.StartAsync(time);
        rig.Proxy.Latency = TimeSpan.FromSeconds(1);
        var (client, server) = await rig.ConnectAsync();

        await FaultBytesTests.SendAllAsync(server, new byte[Sent]);
        await time.TimerAsync();
        Assert.Equal(0, rig.Proxy.BytesDown);
        time.Advance(TimeSpan.FromSeconds(1));

        // One second is enough for hundreds of pieces.
        Assert.Equal(Sent - InBuffers, (await FaultRig.ReadAsync(client, Sent - InBuffers)).Length);
    }

    [Fact]
    public async Task A_changed_latency_holds_for_bytes_on_their_way()
    {
        var time = new WaitingTime();
        await using var rig = await FaultRig.StartAsync(time);
        rig.Proxy.Latency = TimeSpan.FromHours(1);
        var (client, server) = await rig.ConnectAsync();
        await FaultBytesTests.SendAllAsync(server, "abc"u8.ToArray());
        server.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        await time.TimerAsync();

        rig.Proxy.Latency = TimeSpan.FromSeconds(2);
        await time.TimerAsync();
        Assert.Equal(0, rig.Proxy.BytesDown);
        rig.Proxy.Clear();

        Assert.Equal("abc"u8.ToArray(), await FaultRig.ReadToEndAsync(client));
    }

    [Theory]
    [InlineData(1000, 100)]
    [InlineData(3, 2)]
    public async Task A_rate_is_never_passed_and_even(long rate, int bytes)
    {
        var time = new WaitingTime();
        await using var rig = await FaultRig.StartAsync(time);
        rig.Proxy.BytesPerSecond = rate;
        var (client, server) = await rig.ConnectAsync();
        var start = time.GetTimestamp();

        await FaultBytesTests.SendAllAsync(server, new byte[bytes]);
        while (rig.Proxy.BytesDown < bytes)
        {
            var most = time.GetElapsedTime(start).TotalSeconds * rate;
            Assert.InRange(rig.Proxy.BytesDown, 0, most + 0.001);
            time.Advance(Step);
            await Task.Yield();
        }

        Assert.True(time.GetElapsedTime(start).TotalSeconds >= (double)bytes / rate);
        Assert.Equal(bytes, (await FaultRig.ReadAsync(client, bytes)).Length);
    }

    [Fact]
    public async Task A_rate_that_is_taken_away_holds_nothing_back()
    {
        var time = new WaitingTime();
        await using var rig = await FaultRig.StartAsync(time);
        rig.Proxy.BytesPerSecond = 1000;
        var (client, server) = await rig.ConnectAsync();
        await FaultBytesTests.SendAllAsync(server, new byte[100_000]);
        await time.TimerAsync();

        rig.Proxy.BytesPerSecond = null;
        time.Advance(TimeSpan.FromMilliseconds(20)); // The first slice was on its way.

        Assert.Equal(100_000, (await FaultRig.ReadAsync(client, 100_000)).Length);
    }

    [Fact]
    public async Task On_the_clock_of_the_system_it_takes_its_time()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Latency = TimeSpan.FromMilliseconds(30);
        rig.Proxy.BytesPerSecond = 100_000;
        var (client, server) = await rig.ConnectAsync();
        var clock = Stopwatch.StartNew();

        await FaultBytesTests.SendAllAsync(server, new byte[10_000]);
        await FaultRig.ReadAsync(client, 10_000);

        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(125), $"It took {clock.Elapsed}.");
    }
}
