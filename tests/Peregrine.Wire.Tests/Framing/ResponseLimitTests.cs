namespace Peregrine;

/// <summary>The largest body that is taken in.</summary>
public sealed class ResponseLimitTests
{
    [Theory]
    [InlineData("Content-Length: 10\r\n\r\n0123456789")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n")]
    public async Task A_body_of_just_the_limit_is_read(string rest)
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndStall("HTTP/1.1 200 OK\r\n" + rest), options: new() { MaxResponseBytes = 10 });

        Assert.Equal("0123456789", response.Text);
    }

    [Theory]
    [InlineData("Content-Length: 11\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n6\r\n567890\r\n")]
    [InlineData("\r\n01234567890")]
    public async Task One_byte_more_is_refused_without_waiting_for_the_rest(string rest)
    {
        var failure = await Judged.FailureAsync(
            Scripts.AnswerAndStall("HTTP/1.1 200 OK\r\n" + rest), options: new() { MaxResponseBytes = 10 });

        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.Contains("MaxResponseBytes", failure.Message, StringComparison.Ordinal);
        Assert.False(failure.IsTransient);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_connection_of_a_refused_body_is_closed(bool blocking)
    {
        await using var server = new RawServer(
            Scripts.AnswerFirst("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n01234567890"));
        using var session = Sessions.For(server, options => options.MaxResponseBytes = 10);

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.GetAsync(blocking, "/1", TestContext.Current.CancellationToken));
        var second = await session.GetAsync(blocking, "/2", TestContext.Current.CancellationToken);

        Assert.Equal("ok", second.Text);
        Assert.Equal(1, await server.Ended.NextAsync());
    }

    [Fact]
    public async Task A_body_of_zero_bytes_passes_a_limit_of_zero()
    {
        var response = await Judged.ResponseAsync(
            Scripts.AnswerAndStall("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
            options: new() { MaxResponseBytes = 0 });

        Assert.Empty(response.Bytes);
    }
}
