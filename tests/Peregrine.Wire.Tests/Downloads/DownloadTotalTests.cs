using System.Diagnostics;

namespace Peregrine;

/// <summary>The limit on the whole call is one for all requests of a download, their pauses and their bodies.</summary>
[Collection(nameof(Alone))]
public sealed class DownloadTotalTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-total-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task It_covers_the_pauses_between_requests(bool blocking) =>
        IsPassedAsync(blocking, new(AnswerServer.Answer("503 Busy\nRetry-After: 4\nContent-Length: 0")));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task It_covers_the_bodies_of_all_requests(bool blocking)
    {
        // Each answer gives one byte after 100 ms and is cut: no request takes long, and there is never a pause.
        var clock = Stopwatch.StartNew();
        return IsPassedAsync(blocking, async connection =>
        {
            var request = await connection.ReadRequestAsync();
            var range = request!.Field("Range")?["bytes=".Length..].Split('-')[0] ?? "0";
            var from = int.Parse(range, System.Globalization.CultureInfo.InvariantCulture);
            await connection.SendAsync("HTTP/1.1 "
                + (from > 0 ? $"206 Part\r\nContent-Range: bytes {from}-999/1000\r\n" : "200 OK\r\n")
                + $"ETag: \"a\"\r\nContent-Length: {1000 - from}\r\n\r\n");
            var isOver = clock.Elapsed > TimeSpan.FromSeconds(5);
            await connection.TrickleAsync(isOver ? new string('x', 1000 - from) : "x", TimeSpan.FromMilliseconds(100));
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public Task It_covers_a_silence_in_the_last_request(int segments) =>
        IsPassedAsync(false, async connection =>
        {
            var request = await connection.ReadRequestAsync();
            await connection.SendAsync(request!.Field("Range") is { } range
                ? $"HTTP/1.1 206 Part\r\nETag: \"a\"\r\nContent-Range: bytes {range["bytes=".Length..]}/3000000\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nAccept-Ranges: bytes\r\nContent-Length: 3000000\r\n\r\n");
            if (request.Method != "HEAD")
            {
                await connection.StallAsync();
            }
        }, segments);

    private Task IsPassedAsync(bool blocking, AnswerServer server) => IsPassedAsync(blocking, server.ServeAsync);

    private async Task IsPassedAsync(bool blocking, Func<RawConnection, Task> script, int segments = 1)
    {
        await using var server = new RawServer(script);
        using var session = Sessions.For(server, options => options.Timeout = new Timeouts { Total = Limit.Short });
        var (path, options) = (Path.Combine(_folder.FullName, "file"), new DownloadOptions { Segments = segments });

        await Limit.IsPassedAsync(TimeoutPhase.Total, $"GET {server.Root}/x", () => blocking
            ? Calls.OnOwnThread(() => session.Download("/x?token=secret", path, options, Test))
            : session.DownloadAsync("/x?token=secret", path, options, Test));

        Assert.Empty(_folder.GetFiles());
    }
}
