using System.Net;

namespace Peregrine;

[Collection(nameof(Alone))]
public sealed class AltSvcTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_call_goes_where_the_server_said_and_says_so()
    {
        Http2Request? seen = null;
        await using var other = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                seen = request;
                await peer.AnswerAsync(request.Stream, "other");
            }
        }), TestAuthority.LoopbackHttp2);
        await using var origin = Origin(other.Port);
        using var session = Sessions.For(origin, options => options.AltSvc = true);

        Assert.Equal("origin", (await session.GetAsync("/", Test)).Text);
        var response = await session.GetAsync("/a", Test);
        await session.GetAsync("/b", Test);

        Assert.Equal(("other", HttpVersion.Version20), (response.Text, response.Version));
        Assert.Equal(other.Port, ((IPEndPoint)response.RemoteEndPoint!).Port);
        Assert.Equal($"{origin.Root}/a", response.Url.AbsoluteUri);
        Assert.Equal(
            ($"127.0.0.1:{origin.Port}", $"127.0.0.1:{other.Port}"),
            (seen!.Field(":authority"), seen.Field("alt-used")));
        Assert.Equal((1, 1), (origin.Connections, other.Connections));
    }

    [Fact]
    public async Task It_is_the_same_place_for_however_long_it_is_named()
    {
        RawServer? self = null;
        await using var other = new RawServer(Http2Peer.Script(async peer =>
        {
            for (var age = 100; await peer.ReadRequestAsync() is { } request; age++)
            {
                await peer.AnswerAsync(request.Stream, "other", $"alt-svc: h2=\":{self!.Port}\"; ma={age}");
            }
        }), TestAuthority.LoopbackHttp2);
        self = other;
        await using var origin = Origin(other.Port);
        using var session = Sessions.For(origin, options => options.AltSvc = true);

        for (var i = 0; i < 5; i++)
        {
            await session.GetAsync("/", Test);
        }

        Assert.Equal((1, 1), (origin.Connections, other.Connections));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public async Task Nobody_goes_there_unasked(bool? choice)
    {
        await using var other = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        await using var origin = Origin(other.Port);
        using var session = Sessions.For(origin, options => options.AltSvc = choice);

        await session.GetAsync("/", Test);
        await session.GetAsync("/", Test);

        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task A_blocking_call_goes_there_when_it_asks_for_http2()
    {
        await using var other = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        await using var origin = Origin(other.Port);
        using var session = Sessions.For(origin, options => options.AltSvc = true);

        Assert.Equal("origin", (await session.GetAsync(blocking: true, "/", Test)).Text);
        Assert.Equal("origin", (await session.GetAsync(blocking: true, "/", Test)).Text);
        var response = await session.SendAsync(
            blocking: true, HttpMethod.Get, "/asked", new() { Version = HttpVersion.Version20 }, Test);

        Assert.Equal("/asked", response.Text);
    }

    [Fact]
    public async Task What_was_said_in_clear_or_without_a_check_is_not_heeded()
    {
        await using var other = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        await using var clear = new RawServer(Scripts.Answer(Answer(other.Port)));
        await using var unchecked_ = Origin(other.Port);
        using var session = Sessions.For(clear, options => options.AltSvc = true);

        for (var i = 0; i < 2; i++)
        {
            await session.GetAsync("/", Test);
            await session.GetAsync($"{unchecked_.Root}/", new() { Tls = TlsOptions.Insecure }, Test);
        }

        Assert.Equal(0, other.Connections);
    }

    public static TheoryData<string> Failures => new() { "dead", "another name", "no HTTP/2", "421" };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task When_it_fails_the_origin_is_asked_and_it_is_left_alone(string failure)
    {
        await using var other = new RawServer(
            failure == "no HTTP/2" ? Scripts.Answer() : Http2Peer.Script(MisdirectedAsync),
            failure switch
            {
                "another name" => TestAuthority.Elsewhere,
                "no HTTP/2" => TestAuthority.Loopback,
                _ => TestAuthority.LoopbackHttp2,
            });
        await using var origin = Origin(failure == "dead" ? 1 : other.Port);
        using var session = Sessions.For(origin, options => options.AltSvc = true);

        for (var i = 0; i < 4; i++)
        {
            var response = await session.PostAsync("/", new() { Body = Body.Text("once") }, Test);

            Assert.Equal("origin", response.Text);
            Assert.Single(response.Attempts);
        }

        Assert.Equal(4, origin.Requests.Count);
        Assert.InRange(other.Connections, 0, 1);
    }

    [Fact]
    public async Task A_refusal_with_a_body_holds_no_connection()
    {
        await using var other = new RawServer(Http2Peer.Script(MisdirectedAtLengthAsync), TestAuthority.LoopbackHttp2);
        await using var origin = Origin(other.Port);
        using var session = Sessions.For(origin, options => options.AltSvc = true);
        await session.GetAsync("/", Test);

        Assert.Equal("origin", (await session.GetAsync("/", Test)).Text);

        Assert.Equal(1, other.Connections);
        Assert.Equal(0, session.GetPoolSnapshot().Streams);
    }

    [Fact]
    public async Task A_body_that_is_gone_is_not_sent_again()
    {
        await using var other = new RawServer(Http2Peer.Script(MisdirectedAsync), TestAuthority.LoopbackHttp2);
        await using var origin = Origin(other.Port);
        using var session = Sessions.For(origin, options => options.AltSvc = true);
        await session.GetAsync("/", Test);

        using var stream = new MemoryStream("once"u8.ToArray());
        var response = await session.PostAsync("/", new() { Body = Body.Stream(stream) }, Test);

        Assert.Equal(421, response.StatusCode);
    }

    [Fact]
    public async Task The_rules_for_addresses_are_asked_about_it()
    {
        await using var other = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync), TestAuthority.LoopbackHttp2);
        await using var origin = new RawServer(Scripts.Answer(Answer(other.Port, "127.0.0.9")), TestAuthority.Loopback);
        using var session = Sessions.For(
            origin,
            options => (options.AltSvc, options.AddressRules) = (true, new AddressRules { Allow = ["127.0.0.1/32"] }));

        await session.GetAsync("/", Test);
        Assert.Equal("origin", (await session.GetAsync("/", Test)).Text);

        Assert.Equal(0, other.Connections);
    }

    private static RawServer Origin(int port) => new(Scripts.Answer(Answer(port)), TestAuthority.Loopback);

    private static string Answer(int port, string host = "") =>
        $"HTTP/1.1 200 OK\r\nContent-Length: 6\r\nAlt-Svc: h2=\"{host}:{port}\"\r\n\r\norigin";

    private static async Task MisdirectedAsync(Http2Peer peer)
    {
        while (await peer.ReadRequestAsync() is { } request)
        {
            await peer.HeadAsync(request.Stream, end: true, ":status: 421");
        }
    }

    // A body that goes on for longer than a client is ready to read it.
    private static async Task MisdirectedAtLengthAsync(Http2Peer peer)
    {
        while (await peer.ReadRequestAsync() is { } request)
        {
            await peer.HeadAsync(request.Stream, end: false, ":status: 421");
            await peer.DataAsync(request.Stream, "the wrong place", end: false);
        }
    }
}
