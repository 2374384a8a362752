namespace Peregrine;

/// <summary>RFC 9112, sections 6.3, 8 and 9.3.</summary>
public sealed class BodyEndTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n")]
    [InlineData("HTTP/1.1 404 No\r\nConnection: close\r\n\r\n")]
    public async Task Without_a_length_it_goes_on_until_the_connection_ends(string head)
    {
        var response = await Judged.ResponseAsync(Scripts.AnswerAndClose(head + "0123456789"));

        Assert.Equal("0123456789", response.Text);
    }

    [Fact]
    public async Task A_long_one_without_a_length_arrives_whole()
    {
        var response = await Judged.ResponseAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\n\r\n");
            for (var i = 0; i < 64; i++)
            {
                await connection.SendAsync(new byte[50_000]);
            }
        });

        Assert.Equal(64 * 50_000, response.Bytes.Length);
    }

    /// <summary>The body that the head announces would be read as the next answer.</summary>
    [Theory]
    [InlineData(false, "204 No Content\r\nTransfer-Encoding: chunked")]
    [InlineData(true, "204 No Content\r\nTransfer-Encoding: chunked")]
    [InlineData(false, "204 No Content\r\nContent-Length: 5")]
    [InlineData(true, "304 Not Modified\r\nTransfer-Encoding: chunked")]
    [InlineData(false, "200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 0")]
    [InlineData(true, "200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 0")]
    public async Task An_answer_whose_framing_is_doubtful_ends_its_connection(bool blocking, string first)
    {
        await using var server = new RawServer(Scripts.AnswerFirst($"HTTP/1.1 {first}\r\n\r\n"));
        using var session = Sessions.For(server);

        await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("1") }, Test);
        var second = await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("2") }, Test);

        Assert.Equal("ok", second.Text);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task The_coding_identity_is_read_as_none()
    {
        var response = await Judged.ResponseAsync(Scripts.AnswerAndStall(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello"));

        Assert.Equal("hello", response.Text);
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\n")]
    [InlineData("Content-Length: 10\r\n\r\n012345678")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    public async Task A_body_that_is_cut_off_is_a_failure(string rest)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\n" + rest));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.True(failure.IsTransient);
    }

    [Fact]
    public async Task The_failure_says_how_much_is_missing()
    {
        var failure = await Judged.FailureAsync(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123"));

        Assert.Contains("6 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 10\r\n\r\n01234")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhel")]
    [InlineData("\r\n01234")]
    public async Task A_reset_is_never_the_end_of_a_body(string rest)
    {
        foreach (var blocking in new[] { false, true })
        {
            await using var server = new RawServer(Scripts.AnswerAndReset("HTTP/1.1 200 OK\r\n" + rest));
            using var session = Sessions.For(server);

            var failure = await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/x", Test));

            Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        }
    }

    [Theory]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 304 Not Modified\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET", "HTTP/1.1 205 Reset\r\nContent-Length: 0\r\n\r\n")]
    public async Task Some_responses_have_none_and_the_connection_serves_on(string method, string raw)
    {
        foreach (var blocking in new[] { false, true })
        {
            await using var server = new RawServer(Scripts.AnswerFirst(raw));
            using var session = Sessions.For(server);

            var response = await session.SendAsync(blocking, new HttpMethod(method), "/1", null, Test);
            var second = await session.GetAsync(blocking, "/2", Test);

            Assert.Empty(response.Bytes);
            Assert.Equal("ok", second.Text);
            Assert.Equal(1, server.Connections);
        }
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", 2)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", 1)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: Keep-Alive, close\r\nContent-Length: 2\r\n\r\nok", 2)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 1)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", 2)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: x, CLOSE\r\nContent-Length: 2\r\n\r\nok", 2)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", 2)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", 1)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: closed\r\nContent-Length: 2\r\n\r\nok", 1)]
    public async Task The_connection_serves_on_as_the_response_says(string raw, int connections)
    {
        await using var server = new RawServer(Scripts.Answer(raw));
        using var session = Sessions.For(server);

        await session.GetAsync("/1", Test);
        await session.GetAsync("/2", Test);

        Assert.Equal(connections, server.Connections);
    }
}
