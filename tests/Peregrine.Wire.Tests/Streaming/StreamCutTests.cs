namespace Peregrine;

/// <summary>
/// A streamed body that is cut off: what came is given, and then the error; never a short body that looks whole.
/// </summary>
public sealed class StreamCutTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, "Content-Length: 1000\r\n\r\nhello")]
    [InlineData(true, "Content-Length: 1000\r\n\r\nhello")]
    [InlineData(false, "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n5\r\nlo")]
    [InlineData(true, "Transfer-Encoding: chunked\r\n\r\n5\r\nhello")]
    [InlineData(false, "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")]
    [InlineData(true, "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n")]
    public async Task What_came_is_given_before_the_error(bool blocking, string rest)
    {
        foreach (var tls in new[] { null, TestAuthority.Loopback })
        {
            await using var server = new RawServer(Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\n" + rest), tls);
            using var session = Sessions.For(server);
            await using var response = await session.StreamAsync(blocking, "/", Test);
            var text = "";

            var failure = await Assert.ThrowsAsync<ProtocolException>(() => blocking
                ? Calls.OnOwnThread(() => response.TextChunks().Select(chunk => text += chunk).Count())
                : ReadAsync());

            Assert.Equal("hello", text);
            Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
            Assert.True(failure.IsTransient);
            Assert.True(failure.Elapsed > TimeSpan.Zero);

            async Task ReadAsync()
            {
                await foreach (var chunk in response.TextChunksAsync())
                {
                    text += chunk;
                }
            }
        }
    }

    [Theory]
    [InlineData("5;a\nb\r\nhello\r\n0\r\n\r\n")]
    [InlineData("5\r\nhelloXX0\r\n\r\n")]
    [InlineData("zz\r\nhello\r\n")]
    public async Task Chunks_are_read_as_strictly_as_for_a_whole_body(string chunks)
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks));
        using var session = Sessions.For(server);
        await using var response = await session.StreamAsync(blocking: false, "/", Test);

        var failure = await Assert.ThrowsAsync<ProtocolException>(() => response.ReadAsync(Test));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Fact]
    public async Task Trailers_are_there_at_the_end()
    {
        await using var server = new RawServer(
            Scripts.Answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 1\r\n\r\n"));
        using var session = Sessions.For(server);
        await using var response = await session.StreamAsync(blocking: true, "/", Test);

        Assert.Equal("ok", string.Concat(response.TextChunks()));
        Assert.Equal("1", response.Trailers["X-Sum"]);
        Assert.Null(response.Headers["X-Sum"]);
    }
}
