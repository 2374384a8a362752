using System.Text;

namespace Peregrine;

/// <summary>Cookies byte by byte, from one answer to the next request.</summary>
public sealed class CookieWireTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool> BothManners => [true, false];

    [Theory]
    [InlineData("a=\u00c3\u00a9", "a=\u00c3\u00a9")] // UTF-8
    [InlineData("a=\u00e9", "a=\u00e9")] // Latin-1
    [InlineData("\u00e5=\u00ff\u00fe", "\u00e5=\u00ff\u00fe")]
    [InlineData("a=\u00c3", "a=\u00c3")]
    [InlineData("a=\u00ef\u00bf\u00bd", "a=\u00ef\u00bf\u00bd")]
    [InlineData("a=%0d%0aX", "a=%0d%0aX")]
    [InlineData("a=\"x, y\"; Path=/", "a=\"x, y\"")]
    [InlineData("pref=x, sid=EVIL; Path=/", "pref=x, sid=EVIL")]
    [InlineData("a=b; Version=1", "a=b")]
    [InlineData("a=b\tc", "a=b\tc")]
    public async Task What_came_goes_back_octet_for_octet(string line, string sent)
    {
        foreach (var blocking in new[] { true, false })
        {
            await using var server = Setting(line);
            using var session = Sessions.For(server);

            await session.GetAsync(blocking, "/", Test);
            await session.GetAsync(blocking, "/", Test);
            await session.GetAsync(blocking, "/", Test);

            Assert.All(server.Requests.Skip(1), request => Assert.Equal(sent, request.Field("Cookie")));
        }
    }

    [Fact]
    public async Task Octets_of_both_kinds_and_the_callers_own_share_a_field()
    {
        await using var server = Setting("u=\u00c3\u00a9", "l=\u00e9", "v=\u00c3\u00bc");
        using var session = Sessions.For(server);

        await session.GetAsync("/", Test);
        await session.GetAsync("/", new() { Cookies = { ["own"] = "\u00e9", ["v"] = "1" } }, Test);
        await session.GetAsync("/", Test);

        Assert.Equal("u=\u00c3\u00a9; l=\u00e9; own=\u00c3\u00a9; v=1", server.Requests[1].Field("Cookie"));
        Assert.Equal("u=\u00c3\u00a9; l=\u00e9; v=\u00c3\u00bc", server.Requests[2].Field("Cookie"));
    }

    [Fact]
    public async Task A_control_character_costs_its_cookie_and_not_the_answer()
    {
        await using var server = Setting("a=b\u0001c");
        using var session = Sessions.For(server);

        await session.GetAsync("/", Test);

        Assert.Empty(session.Cookies);
    }

    [Theory]
    [InlineData("a=b\0c")]
    [InlineData("a=b\rX: y")]
    public async Task A_control_character_spoils_its_answer_and_nothing_later(string line)
    {
        await using var server = Setting(line);
        using var session = Sessions.For(server);

        await Assert.ThrowsAsync<ProtocolException>(() => session.PostAsync("/", cancellationToken: Test));
        await session.GetAsync("/", Test);

        Assert.Empty(session.Cookies);
        Assert.Null(server.Requests[^1].Field("Cookie"));
    }

    [Fact]
    public async Task A_field_after_the_body_sets_no_cookie()
    {
        await using var server = new RawServer(Scripts.AnswerFirst(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nSet-Cookie: a=1\r\n\r\n"));
        using var session = Sessions.For(server);

        await session.GetAsync("/", Test);

        Assert.Empty(session.Cookies);
    }

    [Fact]
    public async Task A_line_that_is_folded_is_one_cookie()
    {
        await using var server = Setting("a=1;\r\n Path=/x;\r\n\tHttpOnly");
        using var session = Sessions.For(server);

        await session.GetAsync("/", Test);

        Assert.Equal(
            ("1", "/x", true), session.Cookies.Select(cookie => (cookie.Value, cookie.Path, cookie.HttpOnly)).Single());
    }

    [Theory]
    [MemberData(nameof(BothManners))]
    public async Task Each_hop_of_a_redirect_sets_and_gets_its_own(bool blocking)
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadRequestAsync() is { } request)
            {
                await connection.SendAsync(request.Target switch
                {
                    "/start" => "HTTP/1.1 302 Found\r\nSet-Cookie: first=1\r\n"
                        + $"Location: http://localhost:{request.Field("Host")!.Split(':')[1]}/other\r\n"
                        + "Content-Length: 0\r\n\r\n",
                    "/other" => "HTTP/1.1 302 Found\r\nSet-Cookie: second=2; Path=/\r\n"
                        + $"Location: http://127.0.0.1:{request.Field("Host")!.Split(':')[1]}/back\r\n"
                        + "Content-Length: 0\r\n\r\n",
                    _ => Scripts.Ok,
                });
            }
        });
        using var session = Sessions.For(server);

        await session.SendAsync(blocking, HttpMethod.Get, "/start", new() { Cookies = { ["own"] = "0" } }, Test);

        Assert.Equal(["own=0", null, "first=1"], server.Requests.Select(request => request.Field("Cookie")));
        await session.GetAsync(blocking, $"http://localhost:{server.Port}/", Test);
        Assert.Equal("second=2", server.Requests[^1].Field("Cookie"));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(503)]
    public async Task An_error_sets_cookies_too(int status)
    {
        await using var server = new RawServer(
            Scripts.AnswerFirst($"HTTP/1.1 {status} X\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(server);

        await session.GetAsync("/", Test);
        await session.GetAsync("/", Test);

        Assert.Equal("a=1", server.Requests[1].Field("Cookie"));
    }

    [Fact]
    public async Task A_try_that_is_repeated_has_the_cookie_of_the_one_before()
    {
        await using var server = new RawServer(
            Scripts.AnswerFirst("HTTP/1.1 503 X\r\nSet-Cookie: a=1\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(server, options => options.Retry = new RetryPolicy(1) { BackoffFactor = 0 });

        await session.GetAsync("/", Test);

        Assert.Equal([null, "a=1"], server.Requests.Select(request => request.Field("Cookie")));
    }

    [Fact]
    public async Task Clear_text_neither_gets_nor_changes_a_secure_cookie_whatever_the_port()
    {
        await using var secure = new RawServer(
            Scripts.AnswerFirst(Answer("sid=good; Secure; Path=/")), TestAuthority.Loopback);
        await using var clear = Setting("sid=evil; Path=/", "other=1", "x=2; Secure", "d=3; Domain=test");
        using var session = Sessions.For(secure, options =>
        {
            options.BaseUrl = $"https://far.test:{secure.Port}";
            options.Resolve = Resolver.Fixed(("far.test", "127.0.0.1"));
            options.Tls = TlsOptions.Insecure;
        });

        await session.GetAsync("/", Test);
        await session.GetAsync($"http://far.test:{clear.Port}/", Test);
        await session.GetAsync($"http://far.test:{clear.Port}/", Test);
        await session.GetAsync("/", Test);

        Assert.Equal([null, "other=1"], clear.Requests.Select(request => request.Field("Cookie")));
        Assert.Equal([null, "sid=good; other=1"], secure.Requests.Select(request => request.Field("Cookie")));
    }

    [Fact]
    public async Task Two_thousand_cookies_become_180_and_a_large_one_none()
    {
        await using var server = Setting(
            [.. Enumerable.Range(0, 2000).Select(i => $"c{i:0000}=v"), "big=" + new string('v', 5000), "last=1"]);
        using var session = Sessions.For(server);

        await session.GetAsync("/", Test);
        await session.GetAsync("/", Test);

        var sent = server.Requests[1].Field("Cookie")!.Split("; ");
        Assert.Equal((180, 180), (session.Cookies.Count, sent.Length));
        Assert.Equal("c1821=v", sent[0]);
        Assert.Equal("last=1", sent[^1]);
    }

    [Fact]
    public async Task Three_thousand_cookies_of_others_cost_a_request_nothing()
    {
        await using var server = Setting("own=1");
        using var session = Sessions.For(server);
        for (var i = 0; i < 2999; i++)
        {
            session.Cookies.Set($"https://h{i % 100}.example/", $"c{i}", "v");
        }

        await session.GetAsync("/", Test);
        await session.GetAsync("/", Test);

        Assert.Equal("own=1", server.Requests[1].Field("Cookie"));
        Assert.Equal(1, session.Cookies.Visited);
    }

    [Fact]
    public async Task Saved_cookies_are_sent_by_another_session_from_the_same_octets()
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-cookies-");
        try
        {
            await using var server = Setting("u=\u00c3\u00a9; Max-Age=100", "l=\u00e9; HttpOnly");
            using (var session = Sessions.For(server))
            {
                await session.GetAsync("/", Test);
                session.Cookies.Save(Path.Combine(folder.FullName, "jar.txt"));
                await session.Cookies.SaveAsync(Path.Combine(folder.FullName, "jar.json"), cancellationToken: Test);
            }

            foreach (var file in new[] { "jar.txt", "jar.json" })
            {
                using var session = Sessions.For(server);
                await session.Cookies.LoadAsync(Path.Combine(folder.FullName, file), Test);
                await session.GetAsync("/", Test);
                Assert.Equal("u=\u00c3\u00a9; l=\u00e9", server.Requests[^1].Field("Cookie"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static RawServer Setting(params string[] lines) => new(Scripts.AnswerFirst(Answer(lines)));

    private static string Answer(params string[] lines) =>
        new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n")
            .AppendJoin("", lines.Select(line => $"Set-Cookie: {line}\r\n")).Append("\r\nok").ToString();
}
