namespace Peregrine;

/// <summary>RFC 9110, section 15.2.</summary>
public sealed class InterimTests
{
    private const string Final = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nSet-Cookie: early=1\r\n\r\n"
        + "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\n\n")]
    [InlineData("HTTP/1.0 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 199 Whatever\r\n\r\n")]
    [InlineData(
        "HTTP/1.1 100 Continue\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")]
    public async Task Interim_responses_are_passed_over(string interim)
    {
        var response = await Judged.ResponseAsync(Scripts.AnswerAndStall(interim + Final));

        Assert.Equal("ok", response.Text);
        Assert.Equal(["Content-Length"], response.Headers.Select(field => field.Name));
    }

    [Fact]
    public async Task They_do_not_change_whether_the_connection_lives()
    {
        await using var server = new RawServer(
            Scripts.Answer("HTTP/1.1 103 Early Hints\r\nConnection: close\r\n\r\n" + Final));
        using var session = Sessions.For(server);

        await session.GetAsync("/1", TestContext.Current.CancellationToken);
        await session.GetAsync("/2", TestContext.Current.CancellationToken);

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task An_interim_response_with_a_body_is_refused()
    {
        await Judged.FailureAsync(
            Scripts.AnswerAndStall("HTTP/1.1 100 Continue\r\nContent-Length: 5\r\n\r\nhello" + Final));
    }

    [Theory]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 Switching Protocols\r\n\r\n")]
    public async Task A_switch_that_nobody_asked_for_is_refused(string answer)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndStall(answer + Final));

        Assert.Equal(HttpRequestError.InvalidResponse, failure.HttpRequestError);
    }

    [Fact]
    public async Task Interim_responses_long_after_each_other_are_passed_over()
    {
        var response = await Judged.ResponseAsync(async connection =>
        {
            await connection.ReadRequestAsync();
            for (var i = 0; i < 20; i++)
            {
                await connection.SendAsync("HTTP/1.1 102 Processing\r\n\r\n");
                await Task.Yield();
            }

            await connection.SendAsync(Final);
            await connection.StallAsync();
        });

        Assert.Equal("ok", response.Text);
    }
}
