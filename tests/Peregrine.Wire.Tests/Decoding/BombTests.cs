namespace Peregrine;

/// <summary>
/// Little that becomes much: one limit on every path, counted after decoding, and nothing decoded that nobody reads.
/// </summary>
[Collection(nameof(Alone))]
public sealed class BombTests
{
    private const int Limit = 1_000_000;
    private static readonly byte[] Zeros = new byte[64 * 1024 * 1024];
    private static readonly Dictionary<string, byte[]> Bombs = new()
    {
        ["gzip"] = Coded.In("gzip", Zeros),
        ["br"] = Coded.In("br", Zeros),
        ["gzip, gzip"] = Coded.In("gzip", Zeros, 2),
        ["gzip, gzip, gzip"] = Coded.In("gzip", Zeros, 3),
    };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static Dictionary<string, Func<HttpSession, Task>> Paths { get; } = new()
    {
        ["Get"] = session => Calls.OnOwnThread(() => session.Get("/", null, Test)),
        ["GetAsync"] = session => session.GetAsync("/", Test),
        ["GetAsync<T>"] = session => session.GetAsync<int[]>("/", Test),
        ["PostAsync"] = session => session.PostAsync("/", null, Test),
        ["without redirects"] = session => session.GetAsync("/", new() { Redirects = RedirectPolicy.None }, Test),
        ["Read"] = session => Streamed(session, response => Calls.OnOwnThread(response.Read)),
        ["ReadAsync"] = session => Streamed(session, response => response.ReadAsync(Test)),
        ["Chunks"] = session => Streamed(session, response => Calls.OnOwnThread(() => response.Chunks().Count())),
        ["ChunksAsync"] = session => Streamed(session, response => AllAsync(response.ChunksAsync(Test))),
        ["TextChunksAsync"] = session => Streamed(session, response => AllAsync(response.TextChunksAsync(Test))),
        ["LinesAsync"] = session => Streamed(session, response => AllAsync(response.LinesAsync(Test))),
        ["JsonLinesAsync"] = session => Streamed(session, response => AllAsync(response.JsonLinesAsync<int>(Test))),
        ["EventsAsync"] = session => Streamed(session, response => AllAsync(response.EventsAsync(Test))),
        ["AsStream"] = session => Streamed(session, response => response.AsStream().CopyToAsync(Stream.Null, Test)),
        ["SaveAsync"] = session => Streamed(
            session,
            response => response.SaveAsync(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N")), Test)),
        ["AsHttpClient"] = async session =>
        {
            using var decoding = session.With(new() { Decompress = true });
            using var client = decoding.AsHttpClient();
            await client.GetByteArrayAsync(new Uri("/", UriKind.Relative), Test);
        },
    };

    public static TheoryData<string, string> Each => new MatrixTheoryData<string, string>(Bombs.Keys, Paths.Keys);

    [Theory]
    [MemberData(nameof(Each))]
    public async Task The_limit_holds_on_every_path(string coding, string path)
    {
        await using var server = new RawServer(
            Scripts.Answer(Coded.Answer("Content-Encoding: " + coding, Bombs[coding])));
        using var session = Sessions.For(server, options => options.MaxResponseBytes = Limit);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => Paths[path](session));

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.Contains("MaxResponseBytes", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_nobody_reads_is_not_decoded(bool blocking)
    {
        var decoders = 0;
        await using var server = new RawServer(Scripts.Answer(Coded.Answer("Content-Encoding: x-spy", new byte[100])));
        using var session = Sessions.For(server, options => options.ContentCodings = new()
        {
            new ContentCoding("x-spy", coded =>
            {
                decoders++;
                return coded;
            }),
        });

        var response = await session.StreamAsync(blocking, "/", Test);
        await response.DisposeAsync();

        Assert.Equal("", (await session.SendAsync(blocking, HttpMethod.Head, "/", null, Test)).Text);
        Assert.Equal(0, decoders);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_left_unread_is_closed_and_not_decoded(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1000000\r\n\r\n");
            await connection.SendAsync(Bombs["gzip"]);
            await connection.SkipAsync(long.MaxValue);
        });
        using var session = Sessions.For(server);
        var response = await session.StreamAsync(blocking, "/", Test);
        using var chunks = response.Chunks().GetEnumerator();
        Assert.True(chunks.MoveNext());
        var before = GC.GetAllocatedBytesForCurrentThread();

        response.Dispose();

        // What has come in is looked at as it is.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512 * 1024);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    private static async Task Streamed(HttpSession session, Func<Response, Task> read)
    {
        await using var response = await session.StreamAsync(HttpMethod.Get, "/", null, Test);
        await read(response);
    }

    private static async Task AllAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var item in items)
        {
            Assert.NotNull(item);
        }
    }
}
