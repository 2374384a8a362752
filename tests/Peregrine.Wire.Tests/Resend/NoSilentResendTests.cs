namespace Peregrine;

public sealed class NoSilentResendTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, bool, bool> EveryMethod
    {
        get
        {
            var rows = new TheoryData<string, bool, bool, bool>();
            foreach (var (method, hasBody) in new[]
            {
                ("GET", false), ("HEAD", false), ("POST", true), ("POST", false),
                ("PUT", true), ("PUT", false), ("PATCH", true), ("PATCH", false),
                ("DELETE", false), ("OPTIONS", false), ("TRACE", false), ("CUSTOM", false),
            })
            {
                foreach (var (tls, reset) in new[] { (false, false), (false, true), (true, false), (true, true) })
                {
                    rows.Add(method, hasBody, tls, reset);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(EveryMethod))]
    public async Task A_server_that_reads_a_request_and_closes_sees_it_once(
        string method, bool hasBody, bool tls, bool reset)
    {
        foreach (var blocking in new[] { false, true })
        {
            await using var server = new RawServer(
                reset ? Scripts.AnswerAndReset("") : Scripts.AnswerAndClose(""), tls ? TestAuthority.Loopback : null);
            using var session = Sessions.For(server);
            var options = new RequestOptions { Body = hasBody ? Body.Text("body") : null };

            var failure = await Assert.ThrowsAsync<ProtocolException>(
                () => session.SendAsync(blocking, new HttpMethod(method), "/once", options, Test));

            Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
            Assert.Single(failure.Attempts);
            Assert.Equal(1, server.Connections);
            Assert.Equal(method, Assert.Single(server.Requests).Method);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_closes_each_connection_unread_is_asked_once(bool blocking)
    {
        await using var server = new RawServer(_ => Task.CompletedTask);
        using var session = Sessions.For(server);

        await Assert.ThrowsAsync<ProtocolException>(() => session.GetAsync(blocking, "/x", Test));

        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("HTTP/1.1 2")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    public async Task A_head_that_was_cut_off_is_not_asked_for_again(string begin)
    {
        var failure = await Judged.FailureAsync(Scripts.AnswerAndClose(begin));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
    }
}
