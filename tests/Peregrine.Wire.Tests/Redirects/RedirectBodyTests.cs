using System.IO.Compression;
using System.Text;

namespace Peregrine;

/// <summary>The body of a redirect that is followed: taken in or cut off, and never decoded.</summary>
public sealed class RedirectBodyTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes => new MatrixTheoryData<bool, bool>([true, false], [true, false]);

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Nothing_of_it_is_decoded_until_somebody_asks_for_it(bool blocking, bool streamed)
    {
        await using var server = new RawServer(Redirecting.Once(() => Moved("x-spy", "coded"u8.ToArray())));
        var decoders = 0;
        using var session = Sessions.For(server, options => options.ContentCodings = new()
        {
            new ContentCoding("x-spy", coded =>
            {
                decoders++;
                return coded;
            }),
        });

        await using var response = streamed
            ? await session.StreamAsync(blocking, "/a", Test)
            : await session.GetAsync(blocking, "/a", Test);

        Assert.Equal((200, 0, 1), (response.StatusCode, decoders, server.Connections));
        Assert.Equal(302, Assert.Single(response.History).StatusCode);
        if (!streamed)
        {
            Assert.Equal(
                ("coded", "coded", 1),
                (response.History[0].Text, Encoding.ASCII.GetString(response.History[0].Bytes), decoders));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bomb_in_it_does_nothing(bool blocking)
    {
        var bomb = Gzip(new byte[32 * 1024 * 1024]);
        await using var server = new RawServer(Redirecting.Once(() => Moved("gzip", bomb)));
        using var session = Sessions.For(server);

        var response = await session.GetAsync(blocking, "/a", Test);

        Assert.Equal((200, 1), (response.StatusCode, server.Connections));
        Assert.Equal(bomb.Length, response.History[0].BytesReceived);
        var refused = Assert.Throws<InvalidOperationException>(() => response.History[0].Text);
        Assert.Equal(
            HttpRequestError.ConfigurationLimitExceeded,
            Assert.IsType<ProtocolException>(refused.InnerException).HttpRequestError);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_one_is_an_error_for_who_reads_it_only(bool blocking)
    {
        await using var server = new RawServer(Redirecting.Once(() => Moved("gzip", "no gzip"u8.ToArray())));
        using var session = Sessions.For(server);

        var response = await session.GetAsync(blocking, "/a", Test);

        Assert.Equal((200, 1), (response.StatusCode, server.Connections));
        Assert.IsType<DecodingException>(
            Assert.Throws<InvalidOperationException>(() => response.History[0].Bytes).InnerException);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task One_without_end_is_cut_off(bool blocking, bool streamed)
    {
        var sent = 0L;
        await using var server = new RawServer(async connection =>
        {
            if ((await connection.ReadRequestAsync())!.Target != "/a")
            {
                await connection.SendAsync(Scripts.Ok);
                return;
            }

            await connection.SendAsync("HTTP/1.1 302 Found\r\nLocation: /b\r\nTransfer-Encoding: chunked\r\n\r\n");
            var block = "2000\r\n" + new string('x', 0x2000) + "\r\n";
            while (true)
            {
                await connection.SendAsync(block);
                Assert.InRange(Interlocked.Add(ref sent, block.Length), 0, 64 * 1024 * 1024);
            }
        });
        using var session = Sessions.For(server);

        await using var response = streamed
            ? await session.StreamAsync(blocking, "/a", Test)
            : await session.GetAsync(blocking, "/a", Test);

        Assert.Equal((200, 2), (response.StatusCode, server.Connections));
        Assert.Equal("/b", response.Url.AbsolutePath);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_redirect_that_is_not_followed_gives_its_body_decoded(bool blocking)
    {
        await using var server = new RawServer(Redirecting.Once(() => Moved("gzip", Gzip("moved"u8.ToArray()))));
        using var session = Sessions.For(server);

        var response = await session.SendAsync(
            blocking, HttpMethod.Get, "/a", new() { Redirects = RedirectPolicy.None }, Test);

        Assert.Equal((302, "moved"), (response.StatusCode, response.Text));
    }

    private static byte[] Moved(string coding, byte[] body) =>
        [
            .. Encoding.ASCII.GetBytes($"HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Encoding: {coding}\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n"),
            .. body,
        ];

    private static byte[] Gzip(byte[] plain)
    {
        using var coded = new MemoryStream();
        using (var stream = new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(plain);
        }

        return coded.ToArray();
    }
}
