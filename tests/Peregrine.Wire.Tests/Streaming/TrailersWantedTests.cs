using System.Net;
using System.Net.Http.Headers;

namespace Peregrine;

/// <summary>
/// <c>TE: trailers</c>, which gRPC can't do without: what it says to a server, and how it is said over each protocol.
/// </summary>
public sealed class TrailersWantedTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Goes_to_a_server_of_http_2_as_it_is(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync));
        using var session = Http2Sessions.For(server);

        await session.SendAsync(blocking, HttpMethod.Get, "/", new() { Headers = { ["TE"] = "trailers" } }, Test);

        Assert.Equal("trailers", Assert.Single(server.Requests).Field("te"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("close")]
    [InlineData("keep-alive")]
    public async Task Is_said_to_be_of_the_connection_over_http_1(string? connection)
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        var options =
            new RequestOptions { Headers = { ["TE"] = "trailers", ["X-A"] = "1", ["Connection"] = connection } };

        for (var i = 0; i < 3; i++)
        {
            await session.GetAsync("/", options, Test);
            var request = server.Requests[^1];

            Assert.Equal(("trailers", "1"), (request.Field("TE"), request.Field("X-A")));
            Assert.Equal(connection is null ? ["Connection: TE"] : [$"Connection: {connection}", "Connection: TE"],
                request.Fields.Where(field => field.StartsWith("Connection:", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("trailers", "trailers")]
    [InlineData("Trailers", "trailers")]
    [InlineData("gzip;q=0.5", null)]
    [InlineData("trailers, deflate", null)]
    public async Task Passes_from_the_message_of_a_library(string given, string? expected)
    {
        await using var server = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync));
        using var session = Http2Sessions.For(server);
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Post, "/");
        foreach (var coding in given.Split(','))
        {
            message.Headers.TE.Add(TransferCodingWithQualityHeaderValue.Parse(coding.Trim()));
        }

        using var reply = await client.SendAsync(message, Test);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal(expected, Assert.Single(server.Requests).Field("te"));
    }

    [Fact]
    public async Task Is_said_to_be_of_the_connection_by_a_transport_of_the_callers_too()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var session = new HttpSession(new() { Transport = handler, BaseUrl = server.Root });

        await session.GetAsync("/", new() { Headers = { ["TE"] = "trailers" } }, Test);

        Assert.Equal(("trailers", "TE"), (server.Requests[0].Field("TE"), server.Requests[0].Field("Connection")));
    }
}
