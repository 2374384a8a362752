using System.Text;

namespace Peregrine;

public sealed class DigestAuthTests
{
    private const string Realm = "Digest realm=\"r\", qop=\"auth\"";

    public static TheoryData<string> Algorithms =>
        [
            "MD5", "MD5-sess", "SHA", "SHA-sess", "SHA-256", "SHA-256-sess",
            "SHA-512-256", "SHA-512-256-sess", "SHA-512", "sha-512-SESS",
        ];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task The_first_call_costs_two_round_trips_and_every_later_one_a_single_one(string algorithm)
    {
        var server = new DigestServer($"{Realm}, algorithm={algorithm}");
        using var session = Session(server);

        Assert.Equal("in", (await session.GetAsync("/a?b=c")).Text);
        Assert.Equal("in", (await session.PostAsync("/b", new() { Json = 1 })).Text);
        Assert.Equal("in", session.Get("/c").Text);

        Assert.Equal([null, "00000001", "00000002", "00000003"], server.Of("nc"));
        Assert.Equal([null, "/a?b=c", "/b", "/c"], server.Of("uri"));
        Assert.Equal([null, "n1", "n1", "n1"], server.Of("nonce"));
    }

    [Fact]
    public void Without_qop_it_is_rfc_2069()
    {
        var server = new DigestServer("Digest realm=\"r\"");
        using var session = Session(server);

        Assert.Equal("in", session.Get("/").Text);

        Assert.Null(server.Credentials[1]!["qop"]);
        Assert.Null(server.Credentials[1]!["cnonce"]);
    }

    [Fact]
    public async Task A_thousand_calls_at_once_never_use_a_count_twice()
    {
        var server = new DigestServer(Realm);
        var counts = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var session = new HttpSession(new()
        {
            BaseUrl = "http://h.test",
            Auth = Auth.Digest("alice", "open sesame"),
            Transport = new FakeHandler(sent =>
            {
                if (sent.Headers.Authorization is not { } credentials)
                {
                    return FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Realm}, nonce=\"n\""));
                }

                counts.Add(new ChallengeReader(credentials.ToString()).ReadAll()[0]["nc"]!);
                return FakeServer.Reply(200);
            }),
        });
        await session.GetAsync("/");

        await Parallel.ForAsync(0, 1_000, async (_, token) => await session.GetAsync("/", token));

        Assert.Equal(1_001, counts.Distinct().Count());
    }

    [Fact]
    public void Wrong_credentials_are_sent_once()
    {
        var server = new DigestServer(Realm, password: "another");
        using var session = Session(server);

        Assert.Equal(401, session.Get("/").StatusCode);

        Assert.Equal(2, server.Credentials.Count);
    }

    [Fact]
    public void A_stale_nonce_is_replaced_and_the_count_begins_anew()
    {
        var server = new DigestServer(Realm);
        using var session = Session(server);
        session.Get("/");
        server.IsStale = _ => server.Credentials.Count == 3;

        Assert.Equal("in", session.Get("/").Text);

        Assert.Equal([null, "00000001", "00000002", "00000001"], server.Of("nc"));
        Assert.Equal([null, "n1", "n1", "n2"], server.Of("nonce"));
    }

    [Fact]
    public void A_server_that_calls_every_nonce_stale_is_left()
    {
        var server = new DigestServer(Realm) { IsStale = _ => true };
        using var session = Session(server);

        Assert.Equal(401, session.Get("/").StatusCode);

        Assert.Equal(4, server.Credentials.Count);
    }

    [Fact]
    public void A_nonce_that_the_server_took_once_and_forgot_is_replaced()
    {
        var server = new DigestServer(Realm);
        using var session = Session(server);
        session.Get("/");
        server.Forgotten.Add("n1");

        Assert.Equal("in", session.Get("/").Text);
    }

    [Fact]
    public void The_next_nonce_of_the_server_is_used_next()
    {
        var server = new DigestServer($"{Realm}, algorithm=SHA-256") { Info = _ => "nextnonce=\"later\"" };
        using var session = Session(server);

        session.Get("/");
        server.Info = null;
        session.Get("/");
        session.Get("/");

        Assert.Equal([null, "n1", "later", "later"], server.Of("nonce"));
        Assert.Equal([null, "00000001", "00000001", "00000002"], server.Of("nc"));
    }

    [Fact]
    public void A_server_proves_that_it_knows_the_password_too()
    {
        var server = new DigestServer(Realm);
        server.Info = nonce => $"qop=auth, rspauth=\"{ServerProof(nonce, server.Credentials[^1]!)}\"";
        using var session = Session(server);

        Assert.Equal("in", session.Get("/").Text);
        server.Info = _ => "qop=auth, rspauth=\"00000000000000000000000000000000\"";
        var failure = Assert.Throws<AuthException>(() => session.Get("/"));

        Assert.Contains("does not prove", failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.Attempts);
    }

    [Fact]
    public void A_server_proves_what_it_sent_where_the_body_is_proved()
    {
        var server = new DigestServer("Digest realm=\"r\", qop=\"auth-int\"");
        server.Info = nonce =>
            $"rspauth=\"{ServerProof(nonce, server.Credentials[^1]!, nonce.Challenge.Algorithm.Hash("in"))}\"";
        using var session = Session(server);

        Assert.Equal("in", session.Get("/").Text);
        server.Info = nonce =>
            $"rspauth=\"{ServerProof(nonce, server.Credentials[^1]!, nonce.Challenge.Algorithm.Hash("out"))}\"";
        Assert.Throws<AuthException>(() => session.Get("/"));
    }

    [Theory] // RFC 7616, section 3.7: the strongest algorithm is used, wherever it stands in the list.
    [InlineData("MD5,SHA-256", "SHA-256")]
    [InlineData("SHA-256,MD5", "SHA-256")]
    [InlineData("SHA-512-256,SHA-512,SHA-256", "SHA-512")]
    [InlineData("MD5,SHA-3-512,SHA-512-256-sess", "SHA-512-256-sess")]
    public async Task The_strongest_that_is_offered_wins(string offered, string chosen)
    {
        var server = new FakeServer(sent => sent.Headers.Contains("Authorization")
            ? FakeServer.Reply(200)
            : FakeServer.Reply(
                401, "", ("WWW-Authenticate", "Basic realm=\"r\", " + string.Join(", ", offered.Split(',').Select(
                    name => $"Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm={name}")))));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("alice", "p") });

        await session.GetAsync("http://h.test/");

        Assert.Contains($"algorithm={chosen}", server.Sent[1].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact] // An attacker between client and server removes the strong challenge.
    public void A_weaker_algorithm_than_the_server_used_before_is_not_answered()
    {
        var server = new DigestServer($"{Realm}, algorithm=SHA-256");
        using var session = Session(server);
        session.Get("/");
        server.Challenge = $"{Realm}, algorithm=MD5";
        server.Forgotten.Add("n1");

        Assert.Equal(401, session.Get("/").StatusCode);
        Assert.DoesNotContain("MD5", server.Of("algorithm"));
    }

    [Theory] // No other scheme than the caller's, and none that is bound to a connection.
    [InlineData("Basic realm=\"r\"")]
    [InlineData("Negotiate")]
    [InlineData("NTLM")]
    [InlineData("Bearer realm=\"r\", Basic realm=\"r\"")]
    [InlineData("Digest realm=\"r\", nonce=\"n\", algorithm=SHA-3-512")]
    [InlineData("Digest realm=\"r\", nonce=\"n\", qop=\"auth-conf\"")]
    public void What_nobody_here_speaks_is_not_answered(string challenge)
    {
        var server = new FakeServer(_ => FakeServer.Reply(401, "", ("WWW-Authenticate", challenge)));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("alice", "p") });

        Assert.Equal(401, session.Get("http://h.test/").StatusCode);

        Assert.Single(server.Sent);
    }

    [Theory]
    [InlineData("Digest realm=\"r\"")]
    [InlineData("Digest nonce=\"n\"")]
    [InlineData("Digest realm=\"r\", nonce=\"n")]
    [InlineData("Digest realm=\"r\", nonce=\"n\", nonce=\"m\"")]
    public void A_challenge_that_can_not_be_read_is_an_error(string challenge)
    {
        var server = new FakeServer(_ => FakeServer.Reply(401, "", ("WWW-Authenticate", challenge)));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("alice", "p") });

        Assert.Throws<AuthException>(() => session.Get("http://h.test/"));
    }

    [Fact]
    public void A_challenge_beside_a_success_is_ignored()
    {
        var server = new FakeServer(_ => FakeServer.Reply(200, "", ("WWW-Authenticate", $"{Realm}, nonce=\"n\"")));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("alice", "p") });

        Assert.Equal(200, session.Get("http://h.test/").StatusCode);
        Assert.Equal(200, session.Get("http://h.test/").StatusCode);

        Assert.All(server.Sent, sent => Assert.Null(sent.Headers["Authorization"]));
    }

    [Fact]
    public void The_domain_says_where_the_nonce_is_used_unasked()
    {
        var server = new DigestServer(
            $"{Realm}, domain=\"/in http://h.test/also https://h.test/other //evil.test/ mailto:x\"");
        using var session = Session(server);

        session.Get("/in/1");
        session.Get("/in/2");
        session.Get("/also");
        session.Get("/other");

        Assert.Equal([null, "/in/1", "/in/2", "/also", null, "/other"], server.Of("uri"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_body_is_proved_where_the_server_wants_it(bool isBlocking)
    {
        var server = new DigestServer("Digest realm=\"r\", qop=\"auth-int\", algorithm=SHA-256");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 200_000));
        using var session = Session(server);

        foreach (var body in new[] { null, Body.Text("text"), Body.File(file, "text/plain") })
        {
            var options = new RequestOptions { Body = body };
            Assert.Equal("in", (isBlocking ? session.Post("/", options) : await session.PostAsync("/", options)).Text);
        }

        Assert.Equal(
            "in",
            (await session.PostAsync("/", new() { Files = { ["f"] = Upload.File(file) }, Form = { ["a"] = 1 } })).Text);
        Assert.Equal(5, server.Credentials.Count);
        File.Delete(file);
    }

    [Fact]
    public void A_body_that_is_read_once_can_not_be_proved()
    {
        var server = new DigestServer("Digest realm=\"r\", qop=\"auth-int\"");
        using var session = Session(server);
        session.Get("/");

        var failure = Assert.Throws<AuthException>(
            () => session.Post("/", new() { Body = Body.Stream(new MemoryStream(Encoding.UTF8.GetBytes("x"))) }));

        Assert.Contains("auth-int", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_body_that_is_read_once_needs_an_earlier_call()
    {
        var server = new DigestServer(Realm);
        using var session = Session(server);

        Assert.Throws<AuthException>(() => session.Post("/", new() { Body = Body.Stream(new MemoryStream([1])) }));
        Assert.Equal("in", session.Get("/").Text);
        Assert.Equal("in", session.Post("/", new() { Body = Body.Stream(new MemoryStream([1])) }).Text);
    }

    [Fact]
    public void The_answer_brings_back_the_cookies_of_the_challenge()
    {
        var server = new FakeServer(sent => sent.Headers.Contains("Authorization")
            ? FakeServer.Reply(200)
            : FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Realm}, nonce=\"n\""), ("Set-Cookie", "sid=2")));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("alice", "p") });

        session.Get("http://h.test/", new() { Cookies = { ["own"] = "1" } });
        session.Get("http://h.test/", new() { Headers = { ["Cookie"] = "mine=1" } });

        Assert.Equal(["own=1", "sid=2; own=1", "mine=1"], server.Sent.Select(sent => sent.Headers["Cookie"]));
    }

    [Fact]
    public void A_name_that_is_not_ascii_goes_as_the_server_reads_it()
    {
        var user = new DigestUser("Jäsøn", "p");
        var challenge = new DigestChallenge("r", "n", DigestAlgorithm.Named("SHA-256")!);

        Assert.Contains(
            "username*=UTF-8''J%C3%A4s%C3%B8n,",
            DigestNonce.For(user, challenge with { IsUtf8 = true }, "c").Authorization("GET", "/"),
            StringComparison.Ordinal);
        Assert.Contains(
            "username=\"Jäsøn\"",
            DigestNonce.For(user, challenge, "c").Authorization("GET", "/"),
            StringComparison.Ordinal);
        Assert.Contains(
            "userhash=true",
            DigestNonce.For(user, challenge with { HashesUser = true }, "c").Authorization("GET", "/"),
            StringComparison.Ordinal);
    }

    [Fact] // An unescaped quote would end the parameter early, and add others.
    public void Quotes_and_backslashes_come_back_as_they_came()
    {
        var server = new FakeServer(sent => sent.Headers.Contains("Authorization") ? FakeServer.Reply(200)
            : FakeServer.Reply(
                401, "", ("WWW-Authenticate", @"Digest realm=""a\""b\\"", nonce=""n\""x"", opaque=""o\\""")));
        using var session = new HttpSession(new() { Transport = server, Auth = Auth.Digest("us\"er\\x", "p") });

        session.Get("http://h.test/");

        Assert.StartsWith(
            @"Digest username=""us\""er\\x"", realm=""a\""b\\"", nonce=""n\""x"",",
            server.Sent[1].Headers["Authorization"], StringComparison.Ordinal);
        Assert.EndsWith(@", opaque=""o\\""", server.Sent[1].Headers["Authorization"], StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Auth.Digest("a\r\nb", "p"));
    }

    [Fact]
    public void The_bytes_of_a_client_nonce_come_through_the_seam() =>
        Assert.Contains(
            "cnonce=\"AAAAAAAAAAAAAAAAAAAAAA\"", new DigestPeer(new DigestUser("a", "b"), null, bytes => bytes.Clear())
                .Answer(new ChallengeReader($"{Realm}, nonce=\"n\"").ReadAll(), null)!.Authorization("GET", "/"),
            StringComparison.Ordinal);

    [Fact]
    public void A_header_of_the_caller_wins()
    {
        var server = new FakeServer(_ => FakeServer.Reply(401, "", ("WWW-Authenticate", $"{Realm}, nonce=\"n\"")));
        using var session = new HttpSession(
            new() { Transport = server, Auth = Auth.Digest("alice", "p"), Headers = { ["Authorization"] = "Own x" } });

        session.Get("http://h.test/");

        Assert.Equal("Own x", Assert.Single(server.Sent).Headers["Authorization"]);
    }

    private static HttpSession Session(DigestServer server) =>
        new(new()
        {
            BaseUrl = "http://h.test",
            Auth = Auth.Digest("alice", "open sesame"),
            Transport = server.Handler,
        });

    private static string ServerProof(DigestNonce nonce, AuthChallenge sent, string? bodyHash = null) =>
        DigestProof.Response(
            nonce.Challenge.Algorithm,
            DigestProof.Secret(new DigestUser("alice", "open sesame"), nonce.Challenge, sent["cnonce"]!),
            new DigestTurn(sent["nonce"]!, sent["nc"]!, sent["cnonce"]!, sent["qop"]),
            "",
            sent["uri"]!,
            bodyHash);

    private sealed class FakeHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
