namespace Peregrine;

/// <summary>A body where most servers expect none keeps its framing.</summary>
public sealed class BodyOnGetTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", true)]
    [InlineData("GET", false)]
    [InlineData("DELETE", false)]
    [InlineData("OPTIONS", true)]
    public async Task It_arrives_whole_and_the_next_request_behind_it(string method, bool blocking)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);

        await session.SendAsync(
            blocking,
            new HttpMethod(method),
            "/1",
            new() { Body = Body.Text("GET /evil HTTP/1.1\r\nHost: h\r\n\r\n") },
            Test);
        await session.GetAsync(blocking, "/2", Test);

        Assert.Equal(
            [$"{method} /1", "GET /2"], server.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal("31", server.Requests[0].Field("Content-Length"));
        Assert.Null(server.Requests[1].Field("Content-Length"));
        Assert.Equal(1, server.Connections);
    }
}
