using System.Net;

namespace Peregrine;

public sealed class Http2Tests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_call_goes_by_it(bool blocking, bool tls)
    {
        await using var server = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), tls ? TestAuthority.LoopbackHttp2 : null);
        using var session = Http2Sessions.For(server);

        for (var i = 0; i < 3; i++)
        {
            var response = await session.GetAsync(blocking, $"/{i}?a=%41", Test);

            Assert.Equal($"/{i}?a=%41", response.Text);
            Assert.Equal(HttpVersion.Version20, response.Version);
            Assert.Equal("OK", response.ReasonPhrase);
            Assert.Equal(server.Port, ((IPEndPoint)response.RemoteEndPoint!).Port);
            Assert.Single(response.Attempts);
        }

        Assert.Equal(1, server.Connections);
        Assert.Equal((1, 1, 0), (session.GetPoolSnapshot().Open, session.GetPoolSnapshot().Idle, session.GetPoolSnapshot().Streams));
    }
}
