using System.Text;

namespace Peregrine;

/// <summary>A cassette records, and plays what it recorded.</summary>
public sealed class CassetteTests(RecordingBin bin) : IClassFixture<RecordingBin>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("users.har");

    public static TheoryData<bool, int> Ways => RecordingBin.Ways;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task It_records_when_there_is_no_file_and_plays_when_there_is_one(bool blocking, int version)
    {
        var recorded = await RunAsync(8);
        var replayed = await RunAsync(0);

        Assert.Equal(recorded, replayed);

        async Task<List<string>> RunAsync(int sends)
        {
            var sent = 0;
            using var cassette = Cassette.Open(Har);
            using var session = bin.Session(version, cassette.Play, (request, next) =>
            {
                sent++;
                return next.SendAsync(request);
            });
            var seen = new List<string>
            {
                Seen(await RecordingBin.GetAsync(session, blocking, "/get?page=1")),
                Seen(await RecordingBin.PostAsync(session, blocking, "/post", new() { Json = new { name = "Alice" } })),
                Seen(await RecordingBin.GetAsync(session, blocking, "/redirect/2")),
                Seen(await RecordingBin.GetAsync(session, blocking, "/bytes/100?seed=1")),
                Seen(await RecordingBin.GetAsync(session, blocking, "/gzip")),
                Seen(await RecordingBin.GetAsync(session, blocking, "/status/404")),
            };
            Assert.Equal(sends, sent);
            return seen;
        }
    }

    [Fact]
    public async Task Replay_never_sends_and_shows_the_nearest_recording()
    {
        await RecordAsync(session => session.GetAsync("/get?page=1&token=abcdefgh"));
        using var cassette = Cassette.Open(Har, CassetteMode.Replay);
        using var session = bin.Session(1, cassette.Play).With(new() { Retry = 3 });

        var failure = await Assert.ThrowsAsync<CassetteException>(
            () => session.GetAsync("/get?page=2&token=another-secret", new() { Auth = Auth.Bearer("another-secret") }));
        var blocking = Assert.Throws<CassetteException>(() => session.Delete("/get?page=1&token=x"));

        Assert.IsAssignableFrom<InvalidOperationException>(failure);
        Assert.Contains("GET http://127.0.0.1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("nearest of its 1 entries is number 1, GET", failure.Message, StringComparison.Ordinal);
        Assert.Contains("query page: recorded '1', asked '2'", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("method: recorded 'GET', asked 'DELETE'", blocking.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_of_a_browser_shows_no_secret_in_a_message()
    {
        await File.WriteAllTextAsync(Har, """
            {"log":{"entries":[{"request":{"method":"POST","url":"https://h.test/a?token=s3cr3t-one",
            "headers":[{"name":"Authorization","value":"Bearer s3cr3t-two"}],
            "postData":{"mimeType":"application/json",
            "text":"{\"password\":\"s3cr3t-three\",\"n\":{\"secret\":\"s3cr3t-four\"}}"}},
            "response":{"status":200}}]}}
            """);
        using var cassette = Cassette.Open(Har);
        cassette.Match = CassetteMatch.MethodAndUrl | CassetteMatch.Body | CassetteMatch.Header("Authorization");
        using var session = new HttpSession(new() { NetworkMiddleware = { cassette.Play } });

        var failure = await Assert.ThrowsAsync<CassetteException>(
            () => session.PostAsync("https://h.test/a?token=x", new() { Json = new { password = "y", b = 1 } }));

        Assert.Contains("body", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", failure.Message, StringComparison.Ordinal);
        Assert.Equal(200, (await session.PostAsync("https://h.test/a?token=s3cr3t-one", new()
        {
            Json = new { password = "s3cr3t-three", n = new { secret = "s3cr3t-four" } },
            Auth = Auth.Bearer("s3cr3t-two"),
        })).StatusCode);
    }

    [Fact]
    public async Task Replay_of_a_file_that_is_not_there_is_told_at_once()
    {
        Assert.Throws<FileNotFoundException>(() => Cassette.Open(Har, CassetteMode.Replay));
        await File.WriteAllTextAsync(Har, "no HAR");
        Assert.Throws<InvalidDataException>(() => Cassette.Open(Har));
        Assert.Throws<ArgumentOutOfRangeException>(() => Cassette.Open(Har, (CassetteMode)9));
    }

    [Fact]
    public async Task Record_sends_all_and_replaces_the_file()
    {
        await RecordAsync(session => session.GetAsync("/get?n=1"));
        using (var cassette = Cassette.Open(Har, CassetteMode.Record))
        {
            Assert.Single(HarFile.Read(Har).Entries); // Nothing was sent yet.
            using var session = bin.Session(1, cassette.Play);
            await session.GetAsync("/get?n=2");
            await session.GetAsync("/get?n=2");
        }

        Assert.Equal(["?n=2", "?n=2"], HarFile.Read(Har).Entries.Select(entry => new Uri(entry.Request.Url).Query));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Append_plays_what_is_known_and_adds_the_rest(bool blocking)
    {
        await RecordAsync(session => session.GetAsync("/uuid?n=1"));
        var known = HarFile.Read(Har).Entries[0].Response.Text;
        using (var cassette = Cassette.Open(Har, CassetteMode.Append))
        using (var session = bin.Session(1, cassette.Play))
        {
            Assert.Equal(known, (await RecordingBin.GetAsync(session, blocking, "/uuid?n=1")).Text);
            Assert.NotEqual(
                (await RecordingBin.GetAsync(session, blocking, "/uuid?n=2")).Text,
                (await RecordingBin.GetAsync(session, blocking, "/uuid?n=2")).Text);
        }

        Assert.Equal(
            ["?n=1", "?n=2", "?n=2"], HarFile.Read(Har).Entries.Select(entry => new Uri(entry.Request.Url).Query));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alike_recordings_play_in_their_order_and_the_last_again_and_again(bool blocking)
    {
        var recorded = new List<string>();
        await RecordAsync(async session =>
        {
            for (var i = 0; i < 3; i++)
            {
                recorded.Add((await session.GetAsync("/uuid")).Text);
                await session.GetAsync($"/get?n={i}");
            }
        });
        using var cassette = Cassette.Open(Har);
        using var session = bin.Session(1, cassette.Play);

        var played = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            played.Add((await RecordingBin.GetAsync(session, blocking, "/uuid")).Text);
        }

        Assert.Equal([.. recorded, recorded[2], recorded[2]], played);
    }

    [Fact]
    public async Task Many_calls_at_once_get_each_recording_once()
    {
        await RecordAsync(session => Task.WhenAll(Enumerable.Range(0, 50).Select(_ => session.GetAsync("/uuid"))));
        using var cassette = Cassette.Open(Har);
        using var session = bin.Session(1, cassette.Play);

        var played = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => session.Get("/uuid").Text)));

        Assert.Equal(50, played.Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_hidden_is_equal_to_anything(bool blocking)
    {
        await RunAsync("a-first-secret", CassetteMode.Record);
        Assert.DoesNotContain("a-first-secret", await File.ReadAllTextAsync(Har), StringComparison.Ordinal);

        await RunAsync("quite another one", CassetteMode.Replay);

        async Task RunAsync(string secret, CassetteMode mode)
        {
            using var cassette = Cassette.Open(Har, mode);
            cassette.SecretNames.Add("licence");
            cassette.Match |= CassetteMatch.Header("Authorization") | CassetteMatch.Header("X-Licence");
            using var session = bin.Session(1, cassette.Play);
            await RecordingBin.PostAsync(session, blocking, "/post", new()
            {
                Auth = Auth.ApiKeyQuery("any", secret),
                Query = { ["token"] = secret, ["page"] = 1 },
                Headers = { ["Authorization"] = secret },
                Json = new { password = secret, licence = secret, name = "Alice" },
            });
            await RecordingBin.PostAsync(
                session, blocking, "/post", new() { Form = { ["password"] = secret, ["a"] = "b" } });
            await RecordingBin.PostAsync(session, blocking, "/post", new()
            {
                Form = { ["password"] = secret },
                Files = { ["f"] = Upload.Text("text", "a.txt") },
            });
            await RecordingBin.PostAsync(session, blocking, $"/anything/{secret}", new()
            {
                Body = Body.Text($"<a>{secret}</a>"),
                Auth = Auth.Bearer(secret.Replace(' ', '-')),
            });
        }
    }

    [Fact]
    public async Task A_secret_that_the_server_gave_is_what_a_replay_sends_back()
    {
        using var server = new FakeServer(sent => sent.Url.EndsWith("/login", StringComparison.Ordinal)
            ? FakeServer.Reply(200, """{"token":"t-0123456789"}""", ("Set-Cookie", "sid=c-0123456789; Path=/"))
            : FakeServer.Reply(200, $"for {sent.Headers["Authorization"]} {sent.Headers["Cookie"]}"));
        foreach (var mode in new[] { CassetteMode.Record, CassetteMode.Replay })
        {
            using var cassette = Cassette.Open(Har, mode);
            cassette.Match |= CassetteMatch.Header("Cookie") | CassetteMatch.Header("Authorization");
            using var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { cassette.Play } });
            var token = session.Post("http://h.test/login").Json()["token"]!.GetValue<string>();
            var text = (await session.GetAsync("http://h.test/a", new() { Auth = Auth.Bearer(token) })).Text;
            Assert.Equal(
                mode == CassetteMode.Record ? "for Bearer t-0123456789 sid=c-0123456789" : "for *** sid=***", text);
        }
    }

    [Fact]
    public async Task It_is_set_up_before_its_first_call_and_not_used_after_its_end()
    {
        var cassette = Cassette.Open(Har);
        using var session = bin.Session(1, cassette.Play);
        await session.GetAsync("/get");

        Assert.Throws<InvalidOperationException>(() => cassette.Match = CassetteMatch.MethodAndUrl);
        Assert.Throws<InvalidOperationException>(() => cassette.ShowSecrets = true);
        await cassette.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.GetAsync("/get"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using var again = Cassette.Open(Har);
            using var other = bin.Session(1, again.Play);
            await other.GetAsync("/get", new CancellationToken(canceled: true));
        });
    }

    [Fact]
    public async Task Requests_for_tokens_run_past_it()
    {
        using var server = new FakeServer(sent => sent.Url.EndsWith("/token", StringComparison.Ordinal)
            ? FakeServer.Json("""{"access_token":"abcdefgh","token_type":"Bearer","expires_in":3600}""")
            : FakeServer.Json("{}"));
        for (var i = 1; i <= 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = new HttpSession(new()
            {
                Transport = server,
                NetworkMiddleware = { cassette.Play },
                Auth = Auth.OAuth2(new ClientCredentialsGrant
                {
                    TokenEndpoint = "https://h.test/token",
                    ClientId = "id",
                    ClientSecret = "s",
                }),
            });
            await session.GetAsync("https://h.test/a");

            Assert.Equal(i, server.Sent.Count(sent => sent.Url.EndsWith("/token", StringComparison.Ordinal)));
            Assert.Equal(1, server.Sent.Count(sent => sent.Url.EndsWith("/a", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Sends_that_failed_are_passed_over()
    {
        var isDown = true;
        using (var cassette = Cassette.Open(Har))
        using (var session = bin.Session(1, cassette.Play, (request, next) => !isDown
            ? next.SendAsync(request)
            : throw new ConnectException("refused", request, ConnectStage.Socket)))
        {
            await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync("/get"));
            isDown = false;
            await session.GetAsync("/get");
        }

        Assert.Equal(2, HarFile.Read(Har).Entries.Count);
        using var replay = Cassette.Open(Har);
        using var replayed = bin.Session(1, replay.Play);
        Assert.Equal(200, replayed.Get("/get").StatusCode);
    }

    [Fact]
    public async Task An_HttpClient_plays_it_too()
    {
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var server = new FakeServer(
                _ => i == 0 ? Gzipped() : throw new InvalidOperationException("It was sent."));
            using var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { cassette.Play } });
            using var client = new HttpClient(session.AsHandler()) { BaseAddress = new Uri("http://h.test/") };

            using var reply = await client.PostAsync("a", new StringContent("b"));
            if (i == 1)
            {
                // The recording holds what the coding held.
                Assert.Equal("plain text", await reply.Content.ReadAsStringAsync());
                Assert.Empty(reply.Content.Headers.ContentEncoding);
                Assert.Equal("plain text".Length, reply.Content.Headers.ContentLength);
            }
        }
    }

    [Fact]
    public async Task What_a_cassette_plays_can_be_recorded_again()
    {
        foreach (var streams in new[] { false, true })
        {
            using var server = new FakeServer(_ => Gzipped());
            var again = _folder.At($"again-{streams}.har");
            for (var i = 0; i < 2; i++)
            {
                using var har = new HarRecorder(again);
                using var cassette = Cassette.Open(_folder.At($"first-{streams}.har"));
                using var session = new HttpSession(
                    new() { Transport = server, NetworkMiddleware = { har.Record, cassette.Play } });
                using var client = session.AsHttpClient();
                Assert.NotEmpty(streams
                    ? await client.GetByteArrayAsync("http://h.test/")
                    : (await session.GetAsync("http://h.test/")).Bytes);
            }

            Assert.Equal("plain text", Assert.Single(HarFile.Read(again).Entries).Response.Text);
        }
    }

    private static HttpResponseMessage Gzipped()
    {
        var coded = Coded.In("gzip", "plain text"u8.ToArray());
        var reply = new HttpResponseMessage { Content = new ByteArrayContent(coded) };
        reply.Content.Headers.ContentEncoding.Add("gzip");
        return reply;
    }

    private async Task RecordAsync(Func<HttpSession, Task> send)
    {
        using var cassette = Cassette.Open(Har, CassetteMode.Record);
        using var session = bin.Session(1, cassette.Play);
        await send(session);
    }

    private static string Seen(Response response)
    {
        var fields = string.Join('\n', response.Headers.Select(field => $"{field.Name}: {field.Value}"));
        var history = string.Join(' ', response.History.Select(one => $"{one.StatusCode} {one.Headers["Location"]}"));
        return $"{response.StatusCode} {response.ReasonPhrase} {response.Version}\n{fields}\n{history}\n"
            + $"{response.Url}\n{Encoding.Latin1.GetString(response.Bytes)}";
    }
}
