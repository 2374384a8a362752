using System.Net.Sockets;

namespace Peregrine;

/// <summary>Many connections, and an end in the middle of all that they do.</summary>
public sealed class FaultCrowdTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_connections_are_each_their_own()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Plan = number => number % 2 == 0 ? new() { Down = new() { CutAfter = number } } : null;
        var pairs = new List<(Socket Client, Socket Server)>();
        for (var number = 1; number <= 1000; number++)
        {
            pairs.Add(await rig.ConnectAsync());
        }

        var got = await Task.WhenAll(pairs.Select(async pair =>
        {
            await FaultBytesTests.SendAllAsync(pair.Server, new byte[2000]);
            pair.Server.Shutdown(SocketShutdown.Send);
            return (await FaultRig.ReadToEndAsync(pair.Client)).Length;
        }));

        Assert.Equal(Enumerable.Range(1, 1000).Select(number => number % 2 == 0 ? number : 2000), got);
        pairs.ForEach(pair => pair.Client.Dispose());
        pairs.ForEach(pair => pair.Server.Dispose());
        await FaultRig.UntilAsync(() => rig.Proxy.OpenConnections == 0);
        Assert.Equal(1000, rig.Proxy.Connections);
    }

    [Fact]
    public async Task The_end_comes_whatever_the_connections_do()
    {
        var rig = await FaultRig.StartAsync();
        rig.Proxy.Plan = number => (number % 5) switch
        {
            0 => new() { Down = new() { StallAfter = 10 } },
            1 => new() { Down = new() { Latency = TimeSpan.FromHours(1) } },
            2 => new() { Down = new() { BytesPerSecond = 1 } },
            3 => new() { Down = new() { HalfCloseAfter = 1 } },
            _ => null, // Held up by its reader.
        };
        var sending = new List<Task>();
        for (var number = 1; number <= 50; number++)
        {
            var (_, server) = await rig.ConnectAsync();
            sending.Add(FaultBytesTests.SendAllAsync(server, new byte[1_000_000]));
        }

        await Task.WhenAll(rig.Proxy.DisposeAsync().AsTask(), rig.Proxy.DisposeAsync().AsTask())
            .WaitAsync(TimeSpan.FromSeconds(30), Test);

        Assert.Equal(0, rig.Proxy.OpenConnections);
        Assert.Throws<ObjectDisposedException>(() => rig.Proxy.Refuse = true);
        await Assert.ThrowsAnyAsync<SocketException>(rig.ClientAsync);
        await rig.DisposeAsync();
        await Task.WhenAll(sending).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task Connections_that_come_while_it_ends_are_closed()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            await using var rig = await FaultRig.StartAsync();
            var coming = Task.Run(async () =>
            {
                while (true)
                {
                    await rig.ClientAsync();
                }
            }, Test);
            await FaultRig.UntilAsync(() => rig.Proxy.Connections > 3);

            await rig.Proxy.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Test);

            await Assert.ThrowsAnyAsync<SocketException>(() => coming);
            Assert.Equal(0, rig.Proxy.OpenConnections);
        }
    }

    [Fact]
    public async Task Nothing_is_kept_of_connections_that_are_gone()
    {
        await using var rig = await FaultRig.StartAsync();
        var gone = await GoneAsync(rig);

        await FaultRig.UntilAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return gone.TrueForAll(one => !one.IsAlive);
        });
    }

    // The plan is kept by its connection alone.
    private static async Task<List<WeakReference>> GoneAsync(FaultRig rig)
    {
        var gone = new List<WeakReference>();
        rig.Proxy.Plan = _ =>
        {
            var faults = new ConnectionFaults { Up = new() { GarbleAt = 1_000_000 } };
            gone.Add(new WeakReference(faults));
            return faults;
        };
        for (var number = 0; number < 10; number++)
        {
            var (client, server) = await rig.ConnectAsync();
            await FaultBytesTests.SendAllAsync(client, "abc"u8.ToArray());
            await FaultRig.ReadAsync(server, 3);
            client.Close(0);
        }

        await FaultRig.UntilAsync(() => rig.Proxy.OpenConnections == 0);
        return gone;
    }
}
