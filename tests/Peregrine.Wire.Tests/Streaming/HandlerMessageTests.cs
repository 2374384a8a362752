using System.Net;
using System.Net.WebSockets;
using System.Text;

namespace Peregrine;

/// <summary>What a message of the platform says of its own call, under <c>AsHandler</c>.</summary>
public sealed class HandlerMessageTests
{
    private static readonly byte[] Plain = Encoding.ASCII.GetBytes(new string('p', 3000));

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData(null, "gzip", "gzip", false)]
    [InlineData(false, null, null, false)]
    [InlineData(false, "br", "br", false)]
    [InlineData(true, null, "gzip, deflate, br", true)]
    [InlineData(true, "gzip", "gzip", true)]
    [InlineData(true, "identity", "identity", false)]
    public async Task Codings_are_asked_for_and_undone_where_the_session_says_so(
        bool? decompress, string? asked, string? expected, bool isUndone)
    {
        var coded = Coded.In("gzip", Plain);
        await using var server = new RawServer(Scripts.Answer(Coded.Answer("Content-Encoding: gzip", coded)));
        using var session = Sessions.For(server, options => options.Decompress = decompress);
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/");
        message.Headers.TryAddWithoutValidation("Accept-Encoding", asked is null ? [] : [asked]);

        using var reply = await client.SendAsync(message, Test);

        Assert.StartsWith(
            expected ?? "none", server.Requests[0].Field("Accept-Encoding") ?? "none", StringComparison.Ordinal);
        Assert.Equal(isUndone ? Plain : coded, await reply.Content.ReadAsByteArrayAsync(Test));
        Assert.Equal(isUndone ? [] : ["gzip"], reply.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Codings_that_the_session_asks_for_by_its_own_field_are_asked_for()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options => options.Headers["Accept-Encoding"] = "br");
        using var client = session.AsHttpClient();

        await client.GetStringAsync(new Uri(server.Root), Test);

        Assert.Equal("br", server.Requests[0].Field("Accept-Encoding"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_sessions_own_calls_undo_codings_unless_they_are_told_not_to(bool blocking)
    {
        var coded = Coded.In("gzip", Plain);
        await using var server = new RawServer(Scripts.Answer(Coded.Answer("Content-Encoding: gzip", coded)));
        using var usual = Sessions.For(server);
        using var never = usual.With(new() { Decompress = false });

        Assert.Equal(Plain, (await usual.GetAsync(blocking, "/", Test)).Bytes);
        var left = await never.GetAsync(blocking, "/", Test);

        Assert.Equal(coded, left.Bytes);
        Assert.Equal(["gzip"], left.RemainingCodings);
        Assert.Equal((true, false), (
            server.Requests[0].Field("Accept-Encoding") is not null,
            server.Requests[1].Field("Accept-Encoding") is not null));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_version_that_a_message_insists_on_is_spoken(bool blocking)
    {
        await using var server = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync));
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();

        foreach (var policy in new[]
        {
            HttpVersionPolicy.RequestVersionExact,
            HttpVersionPolicy.RequestVersionOrHigher,
        })
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "/path")
            {
                Version = HttpVersion.Version20,
                VersionPolicy = policy,
            };
            using var reply = blocking
                ? await Calls.OnOwnThread(() => client.Send(message, Test))
                : await client.SendAsync(message, Test);

            Assert.Equal(
                (HttpVersion.Version20, "/path"), (reply.Version, await reply.Content.ReadAsStringAsync(Test)));
        }
    }

    [Fact]
    public async Task The_version_that_a_message_insists_on_beats_the_sessions()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Http2Sessions.For(server);
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var reply = await client.SendAsync(message, Test);

        Assert.Equal(HttpVersion.Version11, reply.Version);
    }

    [Fact]
    public async Task The_version_that_a_message_insists_on_reaches_a_transport_of_the_callers()
    {
        await using var server = new RawServer(Http2Peer.Script(Http2Peer.EchoAsync));
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var session = new HttpSession(new() { Transport = handler, BaseUrl = server.Root });
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var reply = await client.SendAsync(message, Test);

        Assert.Equal(HttpVersion.Version20, reply.Version);
    }

    [Fact]
    public async Task A_version_that_is_not_spoken_is_refused_and_nothing_is_sent()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/") { Version = HttpVersion.Version10 };

        await Assert.ThrowsAsync<NotSupportedException>(() => client.SendAsync(message, Test));

        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(null, false, false)]
    [InlineData(null, true, true)]
    [InlineData(false, true, false)]
    public async Task Asking_before_the_body_is_sent_is_the_messages_choice(bool? message, bool session, bool expected)
    {
        await using var server = new RawServer(async connection =>
        {
            var head = await connection.ReadHeadAsync();
            if (head!.Field("Expect") is not null)
            {
                await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            }

            await connection.SkipAsync(4);
            await connection.SendAsync(Scripts.Ok);
        });
        using var client = Sessions
            .For(server, options => options.ExpectContinue = session ? TimeSpan.FromSeconds(30) : null).AsHttpClient();
        using var put = new HttpRequestMessage(HttpMethod.Put, "/") { Content = new StringContent("body") };
        put.Headers.ExpectContinue = message;

        using var reply = await client.SendAsync(put, Test);

        Assert.Equal(expected ? "100-continue" : null, server.Requests[0].Field("Expect"));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(false, 100_000)]
    public async Task More_redirects_than_are_followed_end_with_the_last_of_them(bool blocking, int size)
    {
        await using var server = new RawServer(Scripts.Answer(
            $"HTTP/1.1 302 Found\r\nLocation: /on\r\nContent-Length: {size}\r\n\r\n{new string('x', size)}"));
        using var session = Sessions.For(server, options => options.Redirects = new RedirectPolicy { Max = 3 });
        using var client = session.AsHttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Get, "/");

        using var reply = blocking
            ? await Calls.OnOwnThread(() => client.Send(message, Test))
            : await client.SendAsync(message, Test);

        Assert.Equal(
            (HttpStatusCode.Found, 4, size),
            (reply.StatusCode, server.Requests.Count, (await reply.Content.ReadAsByteArrayAsync(Test)).Length));
        await Assert.ThrowsAsync<RedirectException>(() => session.GetAsync("/", Test));
    }

    [Fact]
    public async Task A_web_socket_says_why_there_is_none()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server);
        using var invoker = new HttpMessageInvoker(session.AsHandler());
        using var socket = new ClientWebSocket();

        var failure = await Assert.ThrowsAsync<WebSocketException>(
            () => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}"), invoker, Test));

        Assert.Contains("A session speaks no WebSocket", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_method_that_a_redirect_changed_is_the_replys()
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Method == "POST"
                    ? "HTTP/1.1 303 See Other\r\nLocation: /made\r\nContent-Length: 0\r\n\r\n"
                    : Scripts.Ok);
            }
        });
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();

        using var reply = await client.PostAsync(new Uri(server.Root), new StringContent("x"), Test);

        Assert.Equal(
            (HttpMethod.Get, "/made"), (reply.RequestMessage!.Method, reply.RequestMessage.RequestUri!.AbsolutePath));
    }
}
