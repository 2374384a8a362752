namespace Peregrine;

public sealed class AuthTests
{
    private static readonly Request Plain = new(HttpMethod.Get, new Uri("https://h.example/a?x=1&api_key=old"));

    [Fact]
    public void Basic_is_in_utf8() => // RFC 7617, section 2.1: the example there.
        Assert.Equal("Basic dGVzdDoxMjPCow==", Auth.Basic("test", "123£").Sign(Plain).Headers["Authorization"]);

    [Fact]
    public void A_pair_is_basic()
    {
        Auth auth = ("Aladdin", "open sesame");

        Assert.Equal("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", auth.Sign(Plain).Headers["Authorization"]);
    }

    [Fact]
    public void Basic_refuses_what_can_not_be_sent()
    {
        Assert.Throws<ArgumentException>(() => Auth.Basic("a:b", "p"));
        Assert.Throws<ArgumentException>(() => Auth.Basic("a", "p\n"));
    }

    [Fact]
    public void Bearer_and_keys_are_headers()
    {
        Assert.Equal("Bearer abc", Auth.Bearer("abc").Sign(Plain).Headers["Authorization"]);
        Assert.Equal("k", Auth.ApiKey("X-API-Key", "k").Sign(Plain).Headers["x-api-key"]);
        Assert.Throws<ArgumentException>(() => Auth.Bearer("a\r\nb"));
        Assert.Throws<ArgumentException>(() => Auth.ApiKey("Content-Length", "1"));
    }

    [Fact]
    public void A_key_in_the_query_takes_the_place_of_its_parameter() =>
        Assert.Equal(
            "https://h.example/a?x=1&api_key=a%26b", Auth.ApiKeyQuery("api_key", "a&b").Sign(Plain).Url.AbsoluteUri);

    [Fact]
    public void A_function_signs() =>
        Assert.Equal("1", Auth.Custom(request => request with { Headers = request.Headers.With("X-Sig", "1") })
            .Sign(Plain).Headers["X-Sig"]);

    [Fact]
    public void A_key_in_a_cookie_stands_beside_those_of_the_jar()
    {
        var request = Plain with { Headers = Headers.Empty.Add("Cookie", "a=1; key=old; b=2") };

        Assert.Equal("a=1; b=2; key=new", Auth.ApiKeyCookie("key", "new").Sign(request).Headers["Cookie"]);
        Assert.Equal("key=new", Auth.ApiKeyCookie("key", "new").Sign(Plain).Headers["Cookie"]);
        Assert.Throws<ArgumentException>(() => Auth.ApiKeyCookie("key", "a;b"));
        Assert.Throws<ArgumentException>(() => Auth.ApiKeyCookie("a=b", "c"));
    }

    [Fact]
    public async Task A_function_gives_the_token_of_each_try()
    {
        var server = new FakeServer(FakeServer.Reply(503), FakeServer.Reply(200), FakeServer.Reply(200));
        var asked = 0;
        using var session = new HttpSession(new()
        {
            Transport = server,
            Auth = Auth.Bearer(ct => Task.FromResult($"t{++asked}")),
            Retry = new RetryPolicy(1) { BackoffFactor = 0 },
        });

        await session.GetAsync("http://h.test/");
        session.Get("http://h.test/");

        Assert.Equal(
            ["Bearer t1", "Bearer t2", "Bearer t3"], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    [Fact]
    public async Task Every_form_of_a_function_binds()
    {
        Auth[] forms =
        [
            Auth.Bearer(ct => TaskAsync(ct)),
            Auth.Bearer(ct => ValueTaskAsync(ct)),
            Auth.Bearer(TaskAsync),
            Auth.Bearer(ValueTaskAsync),
            Auth.Bearer(async ct => await TaskAsync(ct)),
            Auth.Bearer(async _ => await ValueTaskAsync(default)),
            Auth.Bearer(_ => Task.FromResult("t")),
            Auth.Bearer(_ => ValueTask.FromResult("t")),
            Auth.Bearer(async ct =>
            {
                await Task.Yield();
                return "t";
            }),
        ];

        foreach (var auth in forms)
        {
            var server = new FakeServer(_ => FakeServer.Reply(200));
            using var session = new HttpSession(new() { Transport = server, Auth = auth });

            await session.GetAsync("http://h.test/");
            session.Get("http://h.test/");

            Assert.All(server.Sent, sent => Assert.Equal("Bearer t", sent.Headers["Authorization"]));
        }
    }

    [Fact]
    public void What_the_function_throws_reaches_the_caller_as_it_is()
    {
        using var session = new HttpSession(new()
        {
            Transport = new FakeServer(_ => FakeServer.Reply(200)),
            Auth = Auth.Bearer(_ => Task.FromException<string>(new TimeoutException("vault"))),
        });

        Assert.Equal("vault", Assert.Throws<TimeoutException>(() => session.Get("http://h.test/")).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("a\r\nX: y")]
    public async Task A_function_that_gives_no_token_is_wrong_use(string? token)
    {
        var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(
            new() { Transport = server, Auth = Auth.Bearer(_ => Task.FromResult(token!)) });

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.GetAsync("http://h.test/"));
        Assert.Empty(server.Sent);
    }

    [Fact]
    public async Task A_function_that_hangs_holds_up_neither_a_cancelled_caller_nor_a_limit()
    {
        var never = new TaskCompletionSource<string>();
        var time = new FakeTime();
        using var cancelled = new CancellationTokenSource();
        using var session = new HttpSession(new()
        {
            Transport = new FakeServer(_ => FakeServer.Reply(200)),
            Auth = Auth.Bearer(_ => never.Task),
            TimeProvider = time,
        });

        var call = session.GetAsync("http://h.test/", cancelled.Token);
        var limited = session.GetAsync(
            "http://h.test/", new() { Timeout = new Timeouts { Total = TimeSpan.FromSeconds(9) } });
        await cancelled.CancelAsync();
        time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(
            cancelled.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call)).CancellationToken);
        Assert.Equal(TimeoutPhase.Total, (await Assert.ThrowsAsync<RequestTimeoutException>(() => limited)).Phase);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_header_of_the_caller_wins(bool isOfTheSession)
    {
        Auth[] schemes =
        [
            Auth.Basic("a", "b"), Auth.Bearer("t"), Auth.Bearer(_ => Task.FromResult("t")), Auth.Digest("a", "b"),
            Auth.For(("http://h.test", Auth.Bearer("t"))),
            Auth.Custom(request => request with { Headers = request.Headers.With("Authorization", "Bearer t") }),
        ];
        foreach (var auth in schemes)
        {
            var server = new FakeServer(_ => FakeServer.Reply(200));
            using var session = new HttpSession(new() { Transport = server, Auth = auth });
            var own = new HeaderValues { ["authorization"] = "Own x" };

            if (isOfTheSession)
            {
                using var child = session.With(new() { Headers = own });
                child.Get("http://h.test/");
            }
            else
            {
                session.Get("http://h.test/", new() { Headers = own });
                session.Get("http://h.test/", new() { Headers = own, Auth = auth });
                session.Send(new Request(HttpMethod.Get, new Uri("http://h.test/"))
                {
                    Headers = Headers.Empty.With("Authorization", "Own x"),
                });
            }

            Assert.All(server.Sent, sent => Assert.Equal(["Own x"], sent.Headers.GetAll("Authorization")));
        }
    }

    [Fact]
    public void A_key_header_of_the_caller_wins()
    {
        var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.ApiKey("X-API-Key", "session") });

        session.Get("http://h.test/", new() { Headers = { ["x-api-key"] = "call" } });

        Assert.Equal(["call"], server.Sent[0].Headers.GetAll("X-API-Key"));
    }

    [Fact]
    public void Each_origin_has_its_own_credentials_and_others_have_none()
    {
        var server = new FakeServer(sent => sent.Url switch
        {
            "http://a.test/" => FakeServer.Reply(302, "", ("Location", "https://b.test/")),
            "https://b.test/" => FakeServer.Reply(302, "", ("Location", "https://b.test:8443/")),
            "https://b.test:8443/" => FakeServer.Reply(302, "", ("Location", "https://sub.b.test/")),
            _ => FakeServer.Reply(200),
        });
        using var session = new HttpSession(new()
        {
            Transport = server,
            Auth = Auth.For(("http://A.test:80", Auth.Bearer("a")), ("https://b.test/", ("bob", "p"))),
        });

        session.Get("http://a.test/");

        Assert.Equal(
            ["Bearer a", "Basic Ym9iOnA=", null, null], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    [Fact]
    public void A_session_with_a_base_url_may_have_credentials_for_another_origin()
    {
        var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new()
        {
            Transport = server,
            BaseUrl = "https://a.test/v1",
            Auth = Auth.For(("https://b.test", Auth.Bearer("b"))),
        });

        session.Get("/x");
        session.Get("https://b.test/x");

        Assert.Equal([null, "Bearer b"], server.Sent.Select(sent => sent.Headers["Authorization"]));
    }

    [Theory]
    [InlineData("https://a.test/v1")]
    [InlineData("https://u:p@a.test")]
    [InlineData("https://a.test/?x")]
    [InlineData("a.test")]
    public void Credentials_are_given_for_an_origin_and_nothing_less(string origin)
    {
        Assert.ThrowsAny<ArgumentException>(() => Auth.For((origin, Auth.None)));
        Assert.ThrowsAny<ArgumentException>(
            () => Auth.For(("https://a.test", Auth.None), ("https://A.test:443/", Auth.None)));
    }

    private static Task<string> TaskAsync(CancellationToken cancellationToken) => Task.FromResult("t");

    private static ValueTask<string> ValueTaskAsync(CancellationToken cancellationToken) => new("t");
}
