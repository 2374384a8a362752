using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Peregrine;

/// <summary>
/// What a reply of <c>AsHandler</c> tells of its body, beside what the platform's own handler tells of the same bytes.
/// </summary>
public sealed class HandlerReplyTests
{
    private const string Large = "100000";
    private static readonly byte[] Noise = RandomNumberGenerator.GetBytes(100_000);
    private static readonly byte[] Plain = Encoding.ASCII.GetBytes(new string('p', 3000));

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Answers of which nothing is undone: both handlers have to tell the same of them.</summary>
    private static Dictionary<string, (string Method, string Answer)> Answers { get; } = new(StringComparer.Ordinal)
    {
        ["a length"] = ("GET", Whole("Content-Type: text/plain; charset=utf-8", "hello")),
        ["no body"] = ("GET", Whole("X-A: 1", "")),
        ["a large length"] = ("GET", Whole("X-A: 1", new string('x', 100_000))),
        ["chunks"] = ("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
        ["trailers"] = (
            "GET",
            "HTTP/1.1 200 OK\r\nTrailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n"
            + "X-Sum: 1\r\n\r\n"),
        ["the end of the connection"] = ("GET", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"),
        ["HTTP/1.0"] = ("GET", "HTTP/1.0 200 Fine\r\nContent-Length: 5\r\n\r\nhello"),
        ["204"] = ("GET", "HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n"),
        ["204 with a length"] = ("DELETE", "HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"),
        ["206"] = ("GET", Whole("Content-Range: bytes 10-14/100000", "hello", "206 Partial Content")),
        ["206 of what is coded"] = ("GET", Whole(
            "Content-Range: bytes 10-14/100000\r\nContent-Encoding: gzip", "hello", "206 Partial Content")),
        ["304"] = ("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 100000\r\nETag: \"e\"\r\n\r\n"),
        ["304 of what is coded"] =
            ("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 40\r\nContent-Encoding: gzip\r\n\r\n"),
        ["304 without a length"] = ("GET", "HTTP/1.1 304 Not Modified\r\nETag: \"e\"\r\n\r\n"),
        ["HEAD"] = ("HEAD", $"HTTP/1.1 200 OK\r\nContent-Length: {Large}\r\nContent-Type: a/b\r\n\r\n"),
        ["HEAD of nothing"] = ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        ["HEAD without a length"] = ("HEAD", "HTTP/1.1 200 OK\r\nX-A: 1\r\n\r\n"),
        ["HEAD of chunks"] = ("HEAD", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
        ["HEAD of what is coded"] = ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 40\r\nContent-Encoding: gzip\r\n\r\n"),
        ["HEAD that found nothing"] = ("HEAD", "HTTP/1.1 404 Not Found\r\nContent-Length: 19\r\n\r\n"),
        ["an unknown coding"] = ("GET", Whole("Content-Encoding: foo", "hello")),
        ["a known coding under an unknown one"] = ("GET", Whole("Content-Encoding: gzip, foo", "hello")),
        ["gzip"] = ("GET", Coded.Answer("Content-Encoding: gzip", Coded.In("gzip", Plain))),
        ["gzip in chunks"] = ("GET", Coded.Chunked("Content-Encoding: gzip", Coded.In("gzip", Plain))),
        ["gzip that is none"] = ("GET", Whole("Content-Encoding: gzip", "hello")),
        ["a large one in deflate"] = ("GET", Coded.Answer("Content-Encoding: deflate", Noise)),
        ["six codings"] = ("GET", Whole("Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip", "hello")),
        ["a redirect in gzip"] = ("GET", Whole("Content-Encoding: gzip", "hello", "302 Found\r\nLocation: /")),
        ["identity"] = ("GET", Whole("Content-Encoding: identity", "hello")),
        ["a coding of no bytes"] = ("GET", Whole("Content-Encoding: gzip", "")),
        ["a coding that is none"] = ("GET", Whole("Content-Encoding: a b", "hello")),
        ["a large one with a coding that is none"] = ("GET", Whole("Content-Encoding: a b", new string('x', 100_000))),
        ["codings that are none"] = ("GET", Whole("Content-Encoding: ;\r\nContent-Encoding: \"x\", (y)", "hello")),
        ["HEAD with a coding that is none"] =
            ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: a b\r\n\r\n"),
        ["fields that are garbage"] = ("GET", Whole(
            "Content-Type: no type; at=all; \"\r\nAllow: a b, (c)\r\nExpires: never\r\nLast-Modified: yesterday\r\n"
            + "Content-Range: all\r\n"
            + "Content-Disposition: ;;=\r\nContent-Language: 1 2 3\r\nContent-MD5: !\r\nContent-Location: http://[",
            "hello")),
        ["garbage of other kinds"] = ("GET", Whole(
            "Age: old\r\nETag: e\r\nDate: then\r\nCache-Control: a b=\r\nRetry-After: later\r\nVary: (x)\r\nVia: \r\n"
            + "Warning: x\r\nServer: ((\r\n"
            + "WWW-Authenticate: =\r\nAccept-Ranges: (\r\nPragma: =\r\nUpgrade: /\r\nKeep-Alive: timeout=5\r\n"
            + "Connection: keep-alive",
            "hello")),
        ["fields of requests"] =
            ("GET", Whole("Accept: a b\r\nHost: x y\r\nTE: q\r\nExpect: 1 2\r\nUser-Agent: ((\r\nX-Empty:", "hello")),
        ["a field more than once"] =
            ("GET", Whole("Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nAllow: GET\r\nAllow: HEAD, PUT", "hello")),
        ["a status of nobody"] = ("GET", Whole("X-A: 1", "hello", "799 Who Knows")),
    };

    public static TheoryData<string, bool> Cases =>
        [.. Answers.Keys.SelectMany(name => new[] { (name, true), (name, false) })];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Tells_what_the_platforms_own_handler_tells(string name, bool blocking)
    {
        var (method, answer) = Answers[name];
        await using var server = new RawServer(
            answer.Contains("Connection: close", StringComparison.Ordinal)
                || answer.StartsWith("HTTP/1.0", StringComparison.Ordinal)
                    ? Scripts.AnswerAndClose(answer)
                    : Scripts.Answer(answer));
        using var session = Sessions.For(server, options => options.Redirects = new RedirectPolicy { Max = 2 });
        using var ours = session.AsHttpClient();
        using var platform = PlatformClient(server);

        foreach (var completion in Enum.GetValues<HttpCompletionOption>())
        {
            var told = await DescribeAsync(ours, method, blocking, completion);

            Assert.Equal(await DescribeAsync(platform, method, blocking, completion), told);
        }
    }

    [Theory]
    [InlineData("GET", true, "content-length: 5")]
    [InlineData("GET", true)]
    [InlineData(
        "GET", true, "content-length: 5", "content-encoding: a b", "content-type: ;", "allow: (", "expires: never")]
    [InlineData("GET", false)]
    [InlineData("HEAD", false, "content-length: 100000")]
    [InlineData("HEAD", false, "content-length: 100000", "content-encoding: gzip")]
    [InlineData("HEAD", false)]
    public async Task Tells_the_same_over_http_2(string method, bool hasBody, params string[] fields)
    {
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadRequestAsync() is { } request)
            {
                await peer.AnswerAsync(request.Stream, hasBody ? "hello" : "", fields);
            }
        }));
        using var session = Http2Sessions.For(server);
        using var ours = session.AsHttpClient();
        using var platform = PlatformClient(server);
        platform.DefaultRequestVersion = HttpVersion.Version20;
        platform.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact;

        foreach (var completion in Enum.GetValues<HttpCompletionOption>())
        {
            var told = await DescribeAsync(ours, method, blocking: false, completion);

            Assert.Equal(await DescribeAsync(platform, method, blocking: false, completion), told);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_small_body_that_was_decoded_has_its_new_length(bool blocking)
    {
        await using var server = new RawServer(
            Scripts.Answer(Coded.Answer("Content-Encoding: gzip", Coded.In("gzip", Plain))));
        using var session = Sessions.For(server, options => options.Decompress = true);
        using var client = session.AsHttpClient();

        using var reply = await SendAsync(client, "GET", blocking, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("3000", Assert.Single(reply.Content.Headers.GetValues("Content-Length")));
        Assert.False(reply.Content.Headers.Contains("Content-Encoding"));
        Assert.Equal(Plain, await reply.Content.ReadAsByteArrayAsync(Test));
    }

    [Theory]
    [InlineData("gzip", "gzip", null)]
    [InlineData("gzip, foo, gzip", "gzip", "gzip, foo")]
    public async Task A_large_body_that_is_decoded_as_it_comes_tells_no_length(
        string codings, string coding, string? left)
    {
        var noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        await using var server = new RawServer(
            Scripts.Answer(Coded.Answer($"Content-Encoding: {codings}", Coded.In(coding, noise))));
        using var session = Sessions.For(server, options => options.Decompress = true);
        using var client = session.AsHttpClient();

        using var reply = await SendAsync(client, "GET", blocking: false, HttpCompletionOption.ResponseHeadersRead);

        Assert.False(reply.Content.Headers.Contains("Content-Length"));
        Assert.Null(reply.Content.Headers.ContentLength);
        Assert.Equal(
            left,
            reply.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var told) ? told.ToString() : null);
        Assert.Equal(noise, await reply.Content.ReadAsByteArrayAsync(Test));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", "5")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\nhello", "5")]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", null)]
    public async Task A_length_is_told_once_and_none_that_is_not_true(string answer, string? expected)
    {
        await using var server = new RawServer(Scripts.Answer(answer));
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();

        using var reply = await SendAsync(client, "GET", blocking: false, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(
            expected, reply.Content.Headers.TryGetValues("Content-Length", out var told) ? Assert.Single(told) : null);
        Assert.Equal("hello", await reply.Content.ReadAsStringAsync(Test));
    }

    [Fact]
    public async Task A_large_length_said_twice_is_told_once()
    {
        await using var server = new RawServer(
            Scripts.Answer(Whole("Content-Length: 100000", new string('x', 100_000))));
        using var session = Sessions.For(server);
        using var client = session.AsHttpClient();

        using var reply = await SendAsync(client, "GET", blocking: false, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("100000", Assert.Single(reply.Content.Headers.GetValues("Content-Length")));
    }

    [Fact]
    public async Task Middleware_that_answers_with_what_it_kept_tells_the_length_of_that()
    {
        await using var server = new RawServer(Scripts.Answer());
        using var session = Sessions.For(server, options =>
        {
            options.Decompress = true;
            options.Middleware.Add((request, _) => ValueTask.FromResult(Response.Create(
                request, 200, new Headers([new("Content-Encoding", "gzip"), new("Content-Length", "40")]), Plain)));
        });
        using var client = session.AsHttpClient();

        using var reply = await client.GetAsync(new Uri(server.Root), Test);

        Assert.Equal(3000, reply.Content.Headers.ContentLength);
        Assert.Empty(reply.Content.Headers.ContentEncoding);
        Assert.Equal(Plain, await reply.Content.ReadAsByteArrayAsync(Test));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task What_throws_before_the_reply_is_made_gives_the_connection_back(bool blocking, bool http2)
    {
        var large = new string('x', 100_000);
        await using var server = new RawServer(
            !http2 ? Scripts.Answer(Whole("X-A: 1", large)) : Http2Peer.Script(async peer =>
            {
                while (await peer.ReadRequestAsync() is { } request)
                {
                    await peer.HeadAsync(request.Stream, end: false, ":status: 200");
                }
            }));
        HttpRequestMessage? message = null;
        using var session = Sessions.For(server, options =>
        {
            options.Version = http2 ? HttpVersion.Version20 : null;
            options.Limits = new Limits { Total = 1, PerOrigin = 1 };
            options.OnResponse = _ => message!.Dispose(); // So it can't be told where the answer came from.
        });
        using var invoker = new HttpMessageInvoker(session.AsHandler());

        for (var i = 0; i < 4; i++)
        {
            message = new HttpRequestMessage(HttpMethod.Get, server.Root);
            await Assert.ThrowsAsync<ObjectDisposedException>(() => blocking
                ? Calls.OnOwnThread(() => invoker.Send(message, Test))
                : invoker.SendAsync(message, Test));
        }

        Assert.Equal((0, 0), (session.GetPoolSnapshot().InUse, session.GetPoolSnapshot().Streams));
    }

    private static string Whole(string fields, string body, string status = "200 OK") =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status}\r\n{fields}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    private static HttpClient PlatformClient(RawServer server) =>
        new(new SocketsHttpHandler { UseProxy = false, MaxAutomaticRedirections = 2 })
        {
            BaseAddress = new Uri(server.Root),
        };

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string method, bool blocking, HttpCompletionOption completion)
    {
        using var message = new HttpRequestMessage(new HttpMethod(method), "/")
        {
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
        };
        return blocking
            ? await Calls.OnOwnThread(() => client.Send(message, completion, Test))
            : await client.SendAsync(message, completion, Test);
    }

    // Everything that a library can ask a reply for, before its body is read and after.
    private static async Task<string> DescribeAsync(
        HttpClient client, string method, bool blocking, HttpCompletionOption completion)
    {
        using var reply = await SendAsync(client, method, blocking, completion);
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"{(int)reply.StatusCode} {reply.ReasonPhrase} {reply.Version}");
        foreach (var (name, values) in reply.Headers.NonValidated.OrderBy(
            field => field.Key, StringComparer.OrdinalIgnoreCase))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {string.Join(" | ", values)}");
        }

        text.AppendLine("- content");
        foreach (var (name, values) in reply.Content.Headers.NonValidated.OrderBy(
            field => field.Key, StringComparer.OrdinalIgnoreCase))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {string.Join(" | ", values)}");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"length {reply.Content.Headers.ContentLength}, codings "
            + $"{string.Join(" | ", reply.Content.Headers.ContentEncoding)}");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"type {reply.Content.Headers.ContentType}, range {reply.Content.Headers.ContentRange}");
        var body = await reply.Content.ReadAsByteArrayAsync(Test);
        text.AppendLine(
            CultureInfo.InvariantCulture, $"{body.Length} bytes, length {reply.Content.Headers.ContentLength}");
        foreach (var (name, values) in reply.TrailingHeaders.NonValidated)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {string.Join(" | ", values)}");
        }

        return text.ToString();
    }
}
