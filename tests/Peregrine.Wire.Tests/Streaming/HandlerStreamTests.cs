namespace Peregrine;

/// <summary>
/// A session under somebody's HttpClient: bodies come in as they are read, and everything that the session does stays.
/// </summary>
public sealed class HandlerStreamTests
{
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_reply_is_there_before_its_body(bool blocking)
    {
        await using var server = new RawServer(Scripts.AnswerAndListen(Chunked));
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();
        var first = new byte[5];

        using (var reply = await SendAsync(client, blocking, HttpCompletionOption.ResponseHeadersRead))
        {
            await using var body = await reply.Content.ReadAsStreamAsync(Test);
            await body.ReadExactlyAsync(first, Test);
        }

        Assert.Equal("first"u8.ToArray(), first);
        Assert.Equal(1, await server.Ended.NextAsync()); // Disposing it closed the connection: the rest had not come.
    }

    [Theory]
    [InlineData(true, HttpCompletionOption.ResponseContentRead)]
    [InlineData(false, HttpCompletionOption.ResponseContentRead)]
    [InlineData(false, HttpCompletionOption.ResponseHeadersRead)]
    public async Task A_body_that_is_read_to_its_end_gives_its_connection_and_its_trailers(
        bool blocking, HttpCompletionOption completion)
    {
        await using var server = new RawServer(Scripts.Answer(Chunked + "0\r\nX-Sum: 1\r\n\r\n"));
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();

        for (var i = 0; i < 2; i++)
        {
            using var reply = await SendAsync(client, blocking, completion);
            Assert.Equal("first", await reply.Content.ReadAsStringAsync(Test));
            Assert.Equal(["1"], reply.TrailingHeaders.GetValues("X-Sum"));
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_large_one_says_its_length_and_a_coded_one_none()
    {
        var plain = new byte[100_000];
        await using var large = new RawServer(Scripts.Answer(Coded.Answer("X: y", plain)));
        await using var coded = new RawServer(
            Scripts.Answer(Coded.Chunked("Content-Encoding: gzip", Coded.In("gzip", plain))));
        using var session = Sessions.For(large, options => options.Decompress = true);
        using var client = session.AsHttpClient();

        using var one = await client.GetAsync(new Uri(large.Root), HttpCompletionOption.ResponseHeadersRead, Test);
        using var two = await client.GetAsync(new Uri(coded.Root), HttpCompletionOption.ResponseHeadersRead, Test);

        Assert.Equal((100_000, (long?)null), (one.Content.Headers.ContentLength, two.Content.Headers.ContentLength));
        Assert.Empty(two.Content.Headers.ContentEncoding);
        Assert.Equal(plain, await one.Content.ReadAsByteArrayAsync(Test));
        Assert.Equal(plain, await two.Content.ReadAsByteArrayAsync(Test));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_small_one_that_is_cut_off_is_tried_again(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync(
                connection.Number == 1 ? "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\ncut" : Scripts.Ok);
        });
        using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(1) { BackoffFactor = 0 });
        using var client = session.AsHttpClient();

        using var reply = await SendAsync(client, blocking, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("ok", await reply.Content.ReadAsStringAsync(Test));
    }

    [Theory]
    [InlineData(HttpCompletionOption.ResponseContentRead)]
    [InlineData(HttpCompletionOption.ResponseHeadersRead)]
    public async Task A_large_one_that_is_cut_off_is_a_failure_and_never_short(HttpCompletionOption completion)
    {
        await using var server = new RawServer(Scripts.AnswerAndClose(Chunked));
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();

        var failure = await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using var reply = await SendAsync(client, blocking: false, completion);
            await reply.Content.ReadAsByteArrayAsync(Test);
        });

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
    }

    [Fact]
    public async Task Redirects_and_the_limit_on_reading_are_the_sessions()
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Target == "/a" ? Redirecting.To("/b") : Chunked);
            }
        });
        using var session = Sessions.For(
            server, options => options.Timeout = new Timeouts { Read = TimeSpan.FromMilliseconds(200) });
        using var client = session.AsHttpClient();

        using var reply = await client.GetAsync(
            new Uri(server.Root + "/a"), HttpCompletionOption.ResponseHeadersRead, Test);
        var failure = await Assert.ThrowsAsync<RequestTimeoutException>(() => reply.Content.ReadAsByteArrayAsync(Test));

        Assert.Equal(TimeoutPhase.Read, failure.Phase);
        Assert.Equal("/b", reply.RequestMessage!.RequestUri!.AbsolutePath);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, bool blocking, HttpCompletionOption completion)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, "/");
        return blocking
            ? await Calls.OnOwnThread(() => client.Send(message, completion, Test))
            : await client.SendAsync(message, completion, Test);
    }
}
