using System.Text;

namespace Peregrine;

/// <summary>Content codings on the wire: undone whole, or an error.</summary>
public sealed class CodingTests
{
    private static readonly byte[] Hello = "hello"u8.ToArray();
    private static readonly byte[] Gzip = Coded.In("gzip", Hello);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Readable => new()
    {
        { "Content-Encoding: gzip", Text(Gzip) },
        { "Content-Encoding: x-gzip", Text(Gzip) },
        { "content-encoding: GZIP", Text(Gzip) },
        { "Content-Encoding: deflate", Text(Coded.In("deflate", Hello)) },
        { "Content-Encoding: deflate", Text(Coded.In("raw deflate", Hello)) },
        { "Content-Encoding: br", Text(Coded.In("br", Hello)) },
        { "Content-Encoding: gzip, br", Text(Coded.In("br", Gzip)) },
        { "Content-Encoding: gzip\r\nContent-Encoding: br", Text(Coded.In("br", Gzip)) },
        { "Content-Encoding: identity, , gzip", Text(Gzip) },
        { "Content-Encoding: ", "hello" },
        { "Content-Encoding: identity", "hello" },
        { "Content-Encoding: foo", "hello" },
        { "Content-Encoding: foo, gzip", Text(Gzip) },
        {
            "Content-Encoding: gzip",
            Text([.. Coded.In("gzip", "hel"u8.ToArray()), .. Coded.In("gzip", "lo"u8.ToArray())])
        },
        { "Content-Encoding: gzip", Text([.. Gzip, .. "junk that is no gzip"u8]) },
    };

    public static TheoryData<string, string> Damaged => new()
    {
        { "Content-Encoding: gzip", "hello, which is no gzip at all" },
        { "Content-Encoding: gzip", Text(Gzip[..^1]) },
        { "Content-Encoding: gzip", Text(Gzip[..^8]) },
        { "Content-Encoding: gzip", Text(Gzip[..12]) },
        { "Content-Encoding: gzip", Text(Gzip[..1]) },
        { "Content-Encoding: gzip", Text(With(Gzip, ^8, 0x55)) },
        { "Content-Encoding: gzip", Text(With(Gzip, ^1, 0x55)) },
        { "Content-Encoding: gzip", Text(With(Gzip, 2, 9)) },
        { "Content-Encoding: gzip", Text(With(Gzip, 3, 0xE4)) },
        { "Content-Encoding: gzip", Text([0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 1, 2, 3]) },
        { "Content-Encoding: gzip", Text([0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 0, 3, .. Enumerable.Repeat((byte)'a', 5000)]) },
        { "Content-Encoding: deflate", Text(Coded.In("deflate", Hello)[..^2]) },
        { "Content-Encoding: br", Text(Coded.In("br", Hello)[..^1]) },
        { "Content-Encoding: br", Text([0xFF, 0xFF, 0xFF, 0xFF]) },
        { "Content-Encoding: gzip, br", Text(Coded.In("br", Gzip[..^4])) },
        { "Content-Encoding: br, gzip", Text(Gzip) },
        { "Content-Encoding: " + string.Join(", ", Enumerable.Repeat("gzip", 3000)), Text(Gzip) },
        { string.Join("\r\n", Enumerable.Repeat("Content-Encoding: gzip", 6)), Text(Gzip) },
        {
            "Content-Encoding: gzip, identity, gzip\r\nContent-Encoding: gzip, gzip\r\nContent-Encoding: gzip, gzip",
            Text(Gzip)
        },
    };

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task Are_undone_whatever_the_framing_and_the_connection_serves_on(string fields, string body)
    {
        foreach (var answer in new[] { Coded.Answer(fields, Octets(body)), Coded.Chunked(fields, Octets(body)) })
        {
            await using var server = new RawServer(Scripts.AnswerFirst(answer));
            using var session = Sessions.For(server);
            await using var response = await session.GetAsync(server.Connections % 2 == 0, "/1", Test);

            Assert.Equal("hello", response.Text);
            Assert.Equal(Octets(body).Length, response.BytesReceived);
            Assert.Equal("ok", (await session.GetAsync("/2", Test)).Text);
            Assert.Equal(1, server.Connections);
        }
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public async Task Are_never_short_or_wrong_data(string fields, string body)
    {
        foreach (var (blocking, answer) in new[]
        {
            (true, Coded.Answer(fields, Octets(body))),
            (false, Coded.Chunked(fields, Octets(body))),
        })
        {
            await using var server = new RawServer(Scripts.Answer(answer));
            using var session = Sessions.For(server);

            var whole = await Assert.ThrowsAsync<DecodingException>(() => session.GetAsync(blocking, "/1", Test));
            Assert.DoesNotContain("hello", whole.Message, StringComparison.Ordinal);
            await using var streamed = await session.StreamAsync(blocking, "/2", Test);
            await Assert.ThrowsAsync<DecodingException>(() => streamed.ReadAsync(Test));
        }
    }

    [Theory]
    [InlineData("gzip, foo", "gzip, foo")]
    [InlineData("foo", "foo")]
    [InlineData("identity", "")]
    public async Task What_is_left_of_them_is_named(string codings, string left)
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndStall(Coded.Answer("Content-Encoding: " + codings, Hello)));

        Assert.Equal(("hello", left), (response.Text, string.Join(", ", response.RemainingCodings)));
    }

    [Theory]
    [InlineData("GET", "206 Partial Content", "Content-Range: bytes 0-4/40\r\n")]
    [InlineData("HEAD", "200 OK", "")]
    [InlineData("GET", "304 Not Modified", "")]
    public async Task A_part_and_no_body_are_not_decoded(string method, string status, string fields)
    {
        var answer = Coded.Answer(fields + "Content-Encoding: gzip", Gzip[..5], status);
        var isPart = status.StartsWith("206", StringComparison.Ordinal);
        var script = Scripts.AnswerAndStall(isPart ? answer : answer[..^5]);

        var response = await Judged.ResponseAsync(script, new HttpMethod(method));

        Assert.Equal(isPart ? Gzip[..5] : [], response.Bytes);
    }

    [Fact]
    public async Task A_coded_body_without_an_octet_is_empty() =>
        Assert.Empty(
            (await Judged.ResponseAsync(Scripts.AnswerAndStall(Coded.Answer("Content-Encoding: gzip", [])))).Bytes);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_body_that_the_server_cuts_off_is_cut_off_and_not_damaged(string coding)
    {
        var body = Coded.In(coding, Hello);
        var answer =
            $"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length + 10}\r\n\r\n{Text(body)}";

        Assert.Equal(
            HttpRequestError.ResponseEnded,
            (await Judged.FailureAsync(Scripts.AnswerAndClose(answer))).HttpRequestError);
    }

    private static byte[] With(byte[] bytes, Index at, byte value)
    {
        var changed = bytes.ToArray();
        changed[at] ^= value;
        return changed;
    }

    // xunit shows Latin-1 better than it shows arrays.
    private static string Text(byte[] octets) => Encoding.Latin1.GetString(octets);

    private static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);
}
