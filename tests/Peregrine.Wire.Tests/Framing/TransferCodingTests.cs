namespace Peregrine;

/// <summary>RFC 9112, sections 6.1 and 6.3.</summary>
public sealed class TransferCodingTests
{
    private const string Chunks = "5\r\nhello\r\n0\r\n\r\n";

    [Theory]
    [InlineData("Transfer-Encoding: chunked")]
    [InlineData("transfer-encoding:CHUNKED")]
    [InlineData("Transfer-Encoding: \tChunked ")]
    public async Task Chunked_is_read(string fields)
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndStall($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n{Chunks}"));

        Assert.Equal("hello", response.Text);
    }

    [Theory]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding: identity, chunked")]
    [InlineData("Transfer-Encoding: chunked, chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity")]
    [InlineData("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked")]
    [InlineData("Transfer-Encoding: chunked, gzip")]
    [InlineData("Transfer-Encoding: chunked;q=1")]
    [InlineData("Transfer-Encoding: \"chunked\"")]
    [InlineData("Transfer-Encoding: chun ked")]
    [InlineData("Transfer-Encoding:")]
    [InlineData("Transfer-Encoding: xchunked\r\nContent-Length: 5")]
    public async Task Any_other_coding_is_refused(string fields)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndClose($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n{Chunks}"));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
    }

    [Theory]
    [InlineData("Content-Length: 3\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 15")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 0")]
    public async Task A_length_beside_chunks_is_not_believed_and_the_connection_ends(string fields)
    {
        await using var server = new RawServer(Scripts.AnswerFirst($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n{Chunks}"));
        using var session = Sessions.For(server);

        var first = await session.GetAsync("/1", TestContext.Current.CancellationToken);
        var second = await session.GetAsync("/2", TestContext.Current.CancellationToken);

        Assert.Equal("hello", first.Text);
        Assert.Equal("ok", second.Text);
        Assert.Equal(2, server.Connections);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nConnection: keep-alive")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task In_a_message_of_1_0_the_connection_ends_after_it(string fields)
    {
        await using var server = new RawServer(Scripts.AnswerFirst($"HTTP/1.0 200 OK\r\n{fields}\r\n\r\n{Chunks}"));
        using var session = Sessions.For(server);

        var first = await session.GetAsync("/1", TestContext.Current.CancellationToken);
        await session.GetAsync("/2", TestContext.Current.CancellationToken);

        Assert.Equal("hello", first.Text);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Chunks_beside_two_lengths_are_refused()
    {
        await Judged.FailureAsync(Scripts.AnswerAndStall(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"
            + $"{Chunks}"));
    }
}
