using System.Net.Sockets;
using System.Security.Cryptography;

namespace Peregrine;

/// <summary>What a proxy passes, changes and ends, seen from the sockets at both of its sides.</summary>
public sealed class FaultBytesTests
{
    private const int Much = 3_000_000;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_faults_all_bytes_pass_both_ways_at_once()
    {
        await using var rig = await FaultRig.StartAsync();
        var (client, server) = await rig.ConnectAsync();
        var (up, down) = (RandomNumberGenerator.GetBytes(Much), RandomNumberGenerator.GetBytes(Much));

        var sending = Task.WhenAll(SendAllAsync(client, up), SendAllAsync(server, down));
        var got = await Task.WhenAll(FaultRig.ReadAsync(server, Much), FaultRig.ReadAsync(client, Much));
        await sending;

        Assert.Equal(up, got[0]);
        Assert.Equal(down, got[1]);
        Assert.Equal((Much, Much), (rig.Proxy.BytesUp, rig.Proxy.BytesDown));
        Assert.Equal((1, 1), (rig.Proxy.Connections, rig.Proxy.OpenConnections));
    }

    [Fact]
    public async Task A_half_close_passes_and_the_other_direction_goes_on()
    {
        await using var rig = await FaultRig.StartAsync();
        var (client, server) = await rig.ConnectAsync();

        await SendAllAsync(client, "question"u8.ToArray());
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("question"u8.ToArray(), await FaultRig.ReadToEndAsync(server));
        await SendAllAsync(server, "answer"u8.ToArray());
        server.Shutdown(SocketShutdown.Send);

        Assert.Equal("answer"u8.ToArray(), await FaultRig.ReadToEndAsync(client));
        await FaultRig.UntilAsync(() => rig.Proxy.OpenConnections == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_passes(bool fromServer)
    {
        await using var rig = await FaultRig.StartAsync();
        var (client, server) = await rig.ConnectAsync();
        var (from, to) = fromServer ? (server, client) : (client, server);
        await SendAllAsync(client, [1]);
        await FaultRig.ReadAsync(server, 1);

        from.Close(0);

        Assert.Equal(SocketError.ConnectionReset, await FailureAsync(to));
        await FaultRig.UntilAsync(() => rig.Proxy.OpenConnections == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public async Task A_cut_comes_after_exactly_so_many_bytes_and_is_an_end(int bytes)
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.CutAfter = bytes;
        var (client, server) = await rig.ConnectAsync();
        var sent = RandomNumberGenerator.GetBytes(Math.Max(bytes, 1));
        await SendAllAsync(client, "unread by the proxy's other side"u8.ToArray());

        await SendAllAsync(server, sent);

        Assert.Equal(sent[..bytes], await FaultRig.ReadToEndAsync(client));
        await FaultRig.ReadToEndAsync(server);
        await FaultRig.UntilAsync(() => rig.Proxy.OpenConnections == 0);
    }

    [Fact]
    public async Task A_cut_on_the_way_up_ends_both_sides_too()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Up = new() { CutAfter = 3 };
        var (client, server) = await rig.ConnectAsync();

        await SendAllAsync(client, "abcdef"u8.ToArray());

        Assert.Equal("abc"u8.ToArray(), await FaultRig.ReadToEndAsync(server));
        Assert.Empty(await FaultRig.ReadToEndAsync(client));
        Assert.Equal(3, rig.Proxy.BytesUp);
    }

    [Fact]
    public async Task A_cut_that_is_set_late_acts_at_the_next_byte()
    {
        await using var rig = await FaultRig.StartAsync();
        var (client, server) = await rig.ConnectAsync();
        await SendAllAsync(server, "abcdef"u8.ToArray());
        Assert.Equal(6, (await FaultRig.ReadAsync(client, 6)).Length);

        rig.Proxy.CutAfter = 3;
        await SendAllAsync(server, "ghi"u8.ToArray());

        Assert.Empty(await FaultRig.ReadToEndAsync(client));
    }

    [Fact]
    public async Task A_reset_comes_after_so_many_bytes()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Down = new() { ResetAfter = 3 };
        var (client, server) = await rig.ConnectAsync();

        await SendAllAsync(server, "abcdef"u8.ToArray());
        await FaultRig.UntilAsync(() => rig.Proxy.OpenConnections == 0);

        Assert.Equal(SocketError.ConnectionReset, await FailureAsync(client));
        Assert.Equal(SocketError.ConnectionReset, await FailureAsync(server));
        Assert.Equal(3, rig.Proxy.BytesDown);
    }

    [Fact]
    public async Task A_direction_may_end_alone()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Down = new() { HalfCloseAfter = 3 };
        var (client, server) = await rig.ConnectAsync();

        await SendAllAsync(server, new byte[Much]); // More than buffers hold: what is dropped does not hold it up.

        Assert.Equal(3, (await FaultRig.ReadToEndAsync(client)).Length);
        await SendAllAsync(client, "still"u8.ToArray());
        client.Shutdown(SocketShutdown.Send);
        Assert.Equal("still"u8.ToArray(), await FaultRig.ReadToEndAsync(server));
        server.Shutdown(SocketShutdown.Send);
        await FaultRig.UntilAsync(() => rig.Proxy.OpenConnections == 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_byte_arrives_changed(bool isUp)
    {
        await using var rig = await FaultRig.StartAsync();
        (rig.Proxy.Up, rig.Proxy.Down) = isUp
            ? (new Faults { GarbleAt = 4 }, Faults.None)
            : (Faults.None, new Faults { GarbleAt = 4 });
        var (client, server) = await rig.ConnectAsync();
        var (from, to) = isUp ? (client, server) : (server, client);

        await SendAllAsync(from, [1, 2, 3]);
        Assert.Equal([1, 2, 3], await FaultRig.ReadAsync(to, 3));
        await SendAllAsync(from, [4, 5, 6]);
        Assert.Equal([4, 5 ^ 0xFF, 6], await FaultRig.ReadAsync(to, 3));
        await SendAllAsync(to, [1, 2, 3, 4, 5]);
        Assert.Equal([1, 2, 3, 4, 5], await FaultRig.ReadAsync(from, 5));
    }

    [Fact]
    public async Task A_stall_holds_the_rest_until_it_is_taken_away()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Down = new() { StallAfter = 3 };
        var (client, server) = await rig.ConnectAsync();

        await SendAllAsync(server, "abcdef"u8.ToArray());
        server.Shutdown(SocketShutdown.Send);
        Assert.Equal("abc"u8.ToArray(), await FaultRig.ReadAsync(client, 3));
        await SendAllAsync(client, "up"u8.ToArray());
        await FaultRig.ReadAsync(server, 2);
        await FaultRig.UntilAsync(() => rig.Proxy.BytesDown > 0); // It counts what it has given, after that.
        Assert.Equal((3, 1), (rig.Proxy.BytesDown, rig.Proxy.OpenConnections));

        rig.Proxy.Clear();

        Assert.Equal("def"u8.ToArray(), await FaultRig.ReadToEndAsync(client));
    }

    [Fact]
    public async Task A_stall_holds_up_the_sender_when_the_buffers_are_full()
    {
        await using var rig = await FaultRig.StartAsync();
        rig.Proxy.Stall = true;
        var (client, server) = await rig.ConnectAsync();

        var sending = SendAllAsync(server, new byte[64_000_000]);
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(200), Test));
        Assert.False(sending.IsCompleted);
        Assert.Equal((0, 0), (rig.Proxy.BytesUp, rig.Proxy.BytesDown));
        rig.Proxy.Stall = false;

        Assert.Equal(64_000_000, (await FaultRig.ReadAsync(client, 64_000_000)).Length);
        await sending;
    }

    [Fact]
    public async Task A_reader_that_is_slow_holds_up_the_sender()
    {
        await using var rig = await FaultRig.StartAsync();
        var (client, server) = await rig.ConnectAsync();

        var sending = SendAllAsync(server, new byte[64_000_000]);
        await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(200), Test));

        Assert.False(sending.IsCompleted);
        Assert.Equal(64_000_000, (await FaultRig.ReadAsync(client, 64_000_000)).Length);
        await sending;
    }

    internal static async Task SendAllAsync(Socket socket, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent), Test);
        }
    }

    private static async Task<SocketError> FailureAsync(Socket socket)
    {
        try
        {
            await FaultRig.ReadToEndAsync(socket);
            return SocketError.Success;
        }
        catch (SocketException failure)
        {
            return failure.SocketErrorCode;
        }
    }
}
