namespace Peregrine;

/// <summary>RFC 9112, section 7.1.</summary>
public sealed class ChunkTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("0005\r\nhello\r\n000\r\n\r\n")]
    [InlineData("1\r\nh\r\n4\r\nello\r\n0\r\n\r\n")]
    [InlineData("5;a=b\r\nhello\r\n0;last\r\n\r\n")]
    [InlineData("5;a=\"b;c\"\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5 ; a\r\nhello\r\n0\r\n\r\n")]
    public async Task Proper_chunks_are_read(string body)
    {
        var response = await Judged.ResponseAsync(Scripts.AnswerAndStall(Head + body));

        Assert.Equal("hello", response.Text);
    }

    [Theory]
    [InlineData("a\r\n0123456789\r\n0\r\n\r\n")]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n")]
    public async Task Sizes_are_hexadecimal(string body)
    {
        Assert.Equal("0123456789", (await Judged.ResponseAsync(Scripts.AnswerAndStall(Head + body))).Text);
    }

    [Theory]
    [InlineData("5\nhello\n0\n\n")]
    [InlineData("5\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\n\n")]
    [InlineData("5;a\nb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5;a\rb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\rX\nhello\r\n0\r\n\r\n")]
    [InlineData("0x5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("+5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("-5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("-0\r\n\r\n")]
    [InlineData(" 5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5_0\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5 5\r\nhello\r\n0\r\n\r\n")]
    [InlineData("zz\r\nhello\r\n0\r\n\r\n")]
    [InlineData("\r\nhello\r\n0\r\n\r\n")]
    [InlineData(";a\r\nhello\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n")]
    [InlineData("10000000000000005\r\nhello\r\n0\r\n\r\n")]
    [InlineData("FFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n")]
    [InlineData("8000000000000000\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhelloX0\r\n\r\n")]
    [InlineData("5\r\nhelloXX0\r\n\r\n")]
    [InlineData("5\r\nhello0\r\n\r\n")]
    [InlineData("5\r\nhello world\r\n0\r\n\r\n")]
    [InlineData("4\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\nX\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\nX : y\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\n X: y\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\nX: a\0b\r\n\r\n")]
    [InlineData("5\r\nhello\r\n0\r\nX: y\n\r\n")]
    public async Task Any_other_is_refused(string body)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndStall(Head + body));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
    }

    [Theory]
    [InlineData("7FFFFFFFFFFFFFFF\r\nhello")]
    [InlineData("5\r\nhel")]
    [InlineData("5\r\nhello")]
    [InlineData("5\r\nhello\r\n")]
    [InlineData("5\r\nhello\r\n0\r\n")]
    [InlineData("5\r\nhello\r\n0")]
    [InlineData("5\r\nhello\r\n0\r\nX: y\r\n")]
    [InlineData("")]
    public async Task Chunks_that_are_cut_off_are_no_body(string body)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndClose(Head + body));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
    }

    [Fact]
    public async Task Trailers_are_kept_apart_from_the_head()
    {
        await using var server = new RawServer(Scripts.AnswerFirst(
            Head + "5\r\nhello\r\n0\r\nX-Sum: 1\r\nContent-Length: 99\r\nSet-Cookie: a=b\r\nConnection: close\r\n"
            + "X-Sum: 2\r\n\r\n"));
        using var session = Sessions.For(server);

        var response = await session.GetAsync("/1", TestContext.Current.CancellationToken);
        await session.GetAsync("/2", TestContext.Current.CancellationToken);

        Assert.Equal("hello", response.Text);
        Assert.Equal("1, 2", response.Trailers["x-sum"]);
        Assert.Equal(["Transfer-Encoding"], response.Headers.Select(field => field.Name));
        Assert.Empty(session.Cookies);
        Assert.Null(server.Requests[1].Field("Cookie"));
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_size_that_grows_past_one_packet_is_put_together()
    {
        var response = await Judged.ResponseAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.TrickleAsync(Head + "a;x=y\r\n0123456789\r\n3\r\nabc\r\n0\r\nX: y\r\n\r\n", TimeSpan.Zero);
            await connection.StallAsync();
        });

        Assert.Equal("0123456789abc", response.Text);
        Assert.Equal("y", response.Trailers["X"]);
    }
}
