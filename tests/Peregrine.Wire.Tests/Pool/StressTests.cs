using System.Diagnostics;
using System.Net;

namespace Peregrine;

/// <summary>
/// Thousands of calls, a third of them cancelled at any moment, blocking and not: nothing is left behind.
/// </summary>
[Collection(nameof(Alone))]
public sealed class StressTests
{
    private const int Places = 16;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(20260722, 20_000, false)]
    [InlineData(20260723, 8_000, true)]
    public async Task No_slot_no_socket_and_no_timer_is_left_behind(int seed, int requests, bool http2)
    {
        var time = new CountingTime();
        await using var server = new RawServer(http2 ? Http2Peer.Script(EchoAsync, (3, 10)) : EchoAsync);
        var session = Sessions.For(
            server, options => (options.Limits, options.Timeout, options.TimeProvider, options.Version) = (
                new Limits { PerOrigin = http2 ? 3 : Places }, 30, time, http2 ? HttpVersion.Version20 : null));
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var cancelled = 0;

        await Task.WhenAll(Enumerable.Range(0, 32).Select(worker => worker % 4 == 0
            ? Calls.OnOwnThread(() => RunAsync(worker, blocking: true).GetAwaiter().GetResult())
            : RunAsync(worker, blocking: false)));

        Assert.InRange(cancelled, requests / 10, requests / 2);
        var rest = session.GetPoolSnapshot();
        Assert.Equal((0, 0, 0, 0), (rest.InUse, rest.Connecting, rest.Waiting, rest.Streams));
        Assert.Equal(rest.Open, rest.Idle);
        Assert.InRange(rest.Open, 0, Places);
        Assert.True(
            SpinWait.SpinUntil(() => server.OpenConnections == rest.Open, 5000),
            $"{server.OpenConnections} sockets for {rest.Open} connections.");
        session.Dispose();
        Assert.True(
            SpinWait.SpinUntil(() => server.OpenConnections == 0, 5000), $"{server.OpenConnections} sockets are left.");
        Assert.Equal(0, session.GetPoolSnapshot().Open);
        Assert.True(SpinWait.SpinUntil(() => time.Timers == 0, 5000), $"{time.Timers} timers are left.");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{requests} requests, {cancelled} cancelled, {server.Connections} connections made, "
            + $"{clock.Elapsed.TotalSeconds:F1} s, "
            + $"{(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F1} s of processor with the "
            + $"server's");

        async Task<bool> RunAsync(int worker, bool blocking)
        {
            var random = new Random(seed + worker);
            for (var i = worker; i < requests; i += 32)
            {
                using var caller = CancellationTokenSource.CreateLinkedTokenSource(Test);
                Doom(caller, random);
                try
                {
                    var response = blocking
                        ? session.Get($"/{i}", cancellationToken: caller.Token)
                        : await session.GetAsync($"/{i}", caller.Token);
                    Assert.Equal($"/{i}", response.Text);
                }
                catch (OperationCanceledException end)
                {
                    Assert.Equal(caller.Token, end.CancellationToken);
                    Interlocked.Increment(ref cancelled);
                }
            }

            return true;
        }
    }

    // Before it begins, at once from another thread, some turns of the machine later, or some milliseconds later; most
    // often never.
    private static void Doom(CancellationTokenSource caller, Random random)
    {
        switch (random.Next(12))
        {
            case 0:
                caller.Cancel();
                break;
            case 1 or 2:
                var turns = random.Next(2000);
                ThreadPool.UnsafeQueueUserWorkItem(
                    _ =>
                    {
                        Thread.SpinWait(turns);
                        CancelIfThere(caller);
                    },
                    null);
                break;
            case 3:
                caller.CancelAfter(random.Next(1, 4));
                break;
            default:
                break;
        }
    }

    private static void CancelIfThere(CancellationTokenSource caller)
    {
        try
        {
            caller.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call was faster.
        }
    }

    private static async Task EchoAsync(Http2Peer peer)
    {
        var random = new Random(peer.Connection.Number);
        while (await peer.ReadRequestAsync() is { } request)
        {
            if (random.Next(200) == 0)
            {
                await Task.Delay(random.Next(1, 4), peer.Connection.Stop);
            }

            if (random.Next(300) == 0)
            {
                await peer.GoAwayAsync(request.Stream);
            }

            await peer.AnswerAsync(request.Stream, request.Path);
        }
    }

    // Answers with the target, at times in two pieces or a moment later.
    private static async Task EchoAsync(RawConnection connection)
    {
        var random = new Random(connection.Number);
        while (await connection.ReadRequestAsync() is { } request)
        {
            if (random.Next(200) == 0)
            {
                await Task.Delay(random.Next(1, 4), connection.Stop);
            }

            var raw = $"HTTP/1.1 200 OK\r\nContent-Length: {request.Target.Length}\r\n\r\n{request.Target}";
            var cut = random.Next(8) == 0 ? random.Next(raw.Length) : raw.Length;
            await connection.SendAsync(raw[..cut]);
            if (cut < raw.Length)
            {
                await Task.Yield();
                await connection.SendAsync(raw[cut..]);
            }
        }
    }
}
