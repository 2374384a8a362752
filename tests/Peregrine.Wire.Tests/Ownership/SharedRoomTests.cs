using System.Buffers;
using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>Others write into the rooms of the shared pools, as they may, and none of it shows in a response.</summary>
[Collection(nameof(Alone))] // Its writer spins.
public sealed class SharedRoomTests
{
    private const int Workers = 16;
    private const int Each = 40;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_body_shows_what_others_write_into_rented_room(bool tls)
    {
        await using var server = new RawServer(EchoAsync, tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server, options =>
            (options.Limits, options.Timeout) = (new Limits { PerOrigin = Workers / 2 }, 60));
        using var done = new CancellationTokenSource();
        var writer = Calls.OnOwnThread(() => Scribble(done.Token));

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => worker % 4 == 0
            ? Calls.OnOwnThread(() => RunAsync(session, worker).GetAwaiter().GetResult())
            : RunAsync(session, worker)));

        await done.CancelAsync();
        Assert.NotEqual(0, await writer);
    }

    private static async Task<bool> RunAsync(HttpSession session, int worker)
    {
        for (var i = 0; i < Each; i++)
        {
            var length = (worker * 997 + i * 4099) % 60_000;
            var target = string.Create(CultureInfo.InvariantCulture, $"/{(i % 2 == 0 ? "length" : "chunks")}/{length}");
            if (i % 7 == 3)
            {
                await LeaveAsync(session, target, i);
                continue;
            }

            var options = new RequestOptions { Body = i % 3 == 0 ? Body.Text(target) : null };
            var method = i % 3 == 0 ? HttpMethod.Post : HttpMethod.Get;
            var response = await session.SendAsync(worker % 4 == 0, method, target, options, Test);
            Assert.Equal(BodyOf(target), response.Text);
        }

        return true;
    }

    // Given up in the middle, by its token or by a dispose while a read is under way.
    private static async Task LeaveAsync(HttpSession session, string target, int number)
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Test);
        using var response = await session.StreamAsync(HttpMethod.Get, target, null, Test);
        var stream = response.AsStream();
        var read = stream.ReadAsync(new byte[100], caller.Token).AsTask().ContinueWith(
            ended => ended.Exception, Test, TaskContinuationOptions.None, TaskScheduler.Default);
        if (number % 2 == 0)
        {
            await caller.CancelAsync();
        }

        response.Dispose();
        await read;
    }

    private static int Scribble(CancellationToken done)
    {
        var rounds = 0;
        var rooms = new byte[6][];
        for (; !done.IsCancellationRequested; rounds++)
        {
            for (var i = 0; i < rooms.Length; i++)
            {
                rooms[i] = ArrayPool<byte>.Shared.Rent(i % 3 == 0 ? 1024 : i % 3 == 1 ? 16_384 : 32_768);
                rooms[i].AsSpan().Fill((byte)'!');
            }

            Array.ForEach(rooms, room => ArrayPool<byte>.Shared.Return(room));
            Thread.Yield();
        }

        return rounds;
    }

    private static async Task EchoAsync(RawConnection connection)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            var body = BodyOf(request.Target);
            await connection.SendAsync(request.Target.StartsWith("/chunks", StringComparison.Ordinal)
                ? $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{InChunks(body)}0\r\n\r\n"
                : string.Create(
                    CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        }
    }

    private static string BodyOf(string target)
    {
        var length = int.Parse(target.AsSpan(target.LastIndexOf('/') + 1), CultureInfo.InvariantCulture);
        return string.Create(length, target, static (body, seed) =>
        {
            for (var i = 0; i < body.Length; i++)
            {
                body[i] = (char)('a' + ((i + seed.Length + (i >> 8)) % 26));
            }
        });
    }

    private static string InChunks(string body)
    {
        var chunks = new StringBuilder();
        for (var (at, size) = (0, 1); at < body.Length; at += size, size = (size * 3) + 1)
        {
            size = Math.Min(size, body.Length - at);
            chunks.Append(CultureInfo.InvariantCulture, $"{size:x}\r\n{body.AsSpan(at, size)}\r\n");
        }

        return chunks.ToString();
    }
}
