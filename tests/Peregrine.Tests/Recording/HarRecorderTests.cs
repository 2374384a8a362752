using System.IO.Compression;

namespace Peregrine;

/// <summary>What a recorder writes of a call.</summary>
public sealed class HarRecorderTests(RecordingBin bin) : IClassFixture<RecordingBin>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("calls.har");

    public static TheoryData<bool, int> Ways => RecordingBin.Ways;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_send_with_all_that_belongs_to_it(bool blocking, int version)
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            await RecordingBin.PostAsync(session, blocking, "/post?page=1", new()
            {
                Json = new { name = "Alice" },
                Headers = { ["X-A"] = "1" },
            });
            await RecordingBin.GetAsync(session, blocking, "/status/404");
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.Equal(2, entries.Count);
        var (first, second) = (entries[0], entries[1]);
        Assert.Equal("POST", first.Request.Method);
        Assert.EndsWith("/post?page=1", first.Request.Url, StringComparison.Ordinal);
        Assert.Equal("1", first.Request.Headers["X-A"]);
        Assert.Equal("""{"name":"Alice"}"""u8, first.Request.Bytes);
        Assert.Equal("application/json", first.Request.ContentType);
        Assert.Equal(version, first.Request.Version.Major);
        Assert.Equal((200, "OK", version), (
            first.Response.StatusCode, first.Response.ReasonPhrase, first.Response.Version.Major));
        Assert.Contains("Alice", first.Response.Text, StringComparison.Ordinal);
        Assert.Equal(first.Response.Bytes.Length, first.Response.BytesReceived);
        Assert.Equal("127.0.0.1", first.ServerAddress);
        Assert.NotNull(first.Connection);
        Assert.Equal(first.Connection, second.Connection);
        Assert.Equal((404, false), (second.Response.StatusCode, second.Response.IsCut));
        Assert.NotEqual(first.CallId, second.CallId);
        Assert.Null(second.Follows);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_steps_with_their_times(bool blocking, int version)
    {
        Timings timings;
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            timings = (await RecordingBin.GetAsync(session, blocking, "/get")).Timings;
            await RecordingBin.GetAsync(session, blocking, "/get");
        }

        var entries = HarFile.Read(Har).Entries;
        var first = entries[0].Timings;
        Assert.NotNull(first.Pool);
        Assert.Equal(Round(timings.Connect), first.Connect);
        Assert.Equal(Round(timings.Send), first.Send);
        Assert.Equal(Round(timings.Wait), first.Wait);
        Assert.Equal(Round(timings.Receive), first.Receive);
        Assert.Null(first.Tls);
        Assert.Null(entries[1].Timings.Connect); // Used again.
        Assert.True(entries[0].Time >= first.Connect + first.Wait);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Redirects_are_entries_that_are_linked(bool blocking, int version)
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            await RecordingBin.GetAsync(session, blocking, "/redirect/2");
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.Equal([302, 302, 200], entries.Select(entry => entry.Response.StatusCode));
        Assert.Equal([null, entries[0].Id, entries[1].Id], entries.Select(entry => entry.Follows));
        Assert.Equal([null, "Redirect", "Redirect"], entries.Select(entry => entry.Reason));
        Assert.Single(entries.Select(entry => entry.CallId).Distinct());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tries_and_answers_to_challenges_are_entries_that_are_linked(bool blocking)
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(1, har.Record)
            .With(new() { Retry = new RetryPolicy(1) { BackoffFactor = 0 } }))
        {
            await RecordingBin.GetAsync(session, blocking, "/status/503");
            await RecordingBin.GetAsync(
                session, blocking, "/digest-auth/auth/alice/any", new() { Auth = Auth.Digest("alice", "any") });
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.Equal([503, 503, 401, 200], entries.Select(entry => entry.Response.StatusCode));
        Assert.Equal([null, "Retry", null, "Challenge"], entries.Select(entry => entry.Reason));
        Assert.Equal(entries[2].Id, entries[3].Follows);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_send_that_fails_is_an_entry_without_a_response(bool blocking)
    {
        using (var har = new HarRecorder(Har))
        using (var session = new HttpSession(new() { NetworkMiddleware = { har.Record } }))
        {
            await Assert.ThrowsAsync<ConnectException>(
                () => RecordingBin.GetAsync(session, blocking, "http://127.0.0.1:1/x?token=abcdefgh"));
        }

        var entry = Assert.Single(HarFile.Read(Har).Entries);
        Assert.Equal(0, entry.Response.StatusCode);
        Assert.StartsWith("ConnectException: ", entry.Error, StringComparison.Ordinal);
        Assert.EndsWith("?token=***", entry.Request.Url, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(
            () => entry.ToResponse(new Request(HttpMethod.Get, new Uri("http://h.test"))));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Binary_bodies_and_content_codings(bool blocking, int version)
    {
        byte[] bytes;
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            bytes = (await RecordingBin.GetAsync(session, blocking, "/bytes/2000?seed=3")).Bytes;
            await RecordingBin.GetAsync(session, blocking, "/gzip");
            await RecordingBin.PostAsync(session, blocking, "/post", new() { Body = Body.Bytes(bytes, "image/png") });
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.Equal(bytes, entries[0].Response.Bytes);
        Assert.Equal("gzip", entries[1].Response.Headers["Content-Encoding"]);
        Assert.Contains("\"gzipped\": true", entries[1].Response.Text, StringComparison.Ordinal);
        Assert.NotEqual(entries[1].Response.Bytes.Length, entries[1].Response.BytesReceived);
        Assert.Equal(bytes, entries[2].Request.Bytes);
        var text = File.ReadAllText(Har);
        Assert.Contains(
            $"\"compression\": {entries[1].Response.Bytes.Length - entries[1].Response.BytesReceived}", text,
            StringComparison.Ordinal);
        Assert.Contains("\"encoding\": \"base64\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Bodies_that_are_streamed_to_the_server(bool blocking, int version)
    {
        var file = _folder.At("upload.txt");
        File.WriteAllText(file, "from a file");
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            await RecordingBin.PostAsync(session, blocking, "/post", new() { Body = Body.File(file) });
            using var stream = new MemoryStream("from a stream"u8.ToArray());
            await RecordingBin.PostAsync(session, blocking, "/post", new() { Body = Body.Stream(stream) });
            await RecordingBin.PostAsync(
                session, blocking, "/post", new() { Files = { ["f"] = Upload.File(file) }, Form = { ["a"] = "b" } });
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.Equal("from a file"u8, entries[0].Request.Bytes);
        Assert.Equal("from a stream"u8, entries[1].Request.Bytes);
        Assert.Contains(
            "from a file", System.Text.Encoding.UTF8.GetString(entries[2].Request.Bytes), StringComparison.Ordinal);
        Assert.All(entries, entry => Assert.Equal(200, entry.Response.StatusCode));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bodies_are_kept_up_to_a_limit(bool blocking)
    {
        using (var har = new HarRecorder(Har) { MaxBodyBytes = 100 })
        using (var session = bin.Session(1, har.Record))
        {
            var response = await RecordingBin.PostAsync(
                session, blocking, "/post", new() { Body = Body.Text(new string('x', 300)) });
            Assert.Equal(300, response.Json()["data"]!.GetValue<string>().Length);
            await RecordingBin.PostAsync(
                session, blocking, "/post", new() { Body = Body.Stream(new MemoryStream(new byte[300])) });
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.All(entries, entry => Assert.Equal((100, true), (entry.Request.Bytes.Length, entry.Request.IsCut)));
        Assert.All(entries, entry => Assert.Equal((100, true), (entry.Response.Bytes.Length, entry.Response.IsCut)));
        Assert.Contains("MaxBodyBytes", entries[0].Response.Comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_gzip_to_the_server_is_recorded_as_what_it_holds()
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(1, har.Record))
        {
            await session.PostAsync(
                "/post", new() { Json = new { password = "pa55word-9" }, Compress = ContentCoding.Gzip });
            using var coded = new MemoryStream();
            using (var gzip = new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write("""{"password":"pa55word-8"}"""u8);
            }

            await session.PostAsync("/post", new()
            {
                Body = Body.Stream(new MemoryStream(coded.ToArray())),
                Headers = { ["Content-Encoding"] = "gzip" },
            });
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.All(entries, entry => Assert.Equal("""{"password":"***"}"""u8, entry.Request.Bytes));
        Assert.DoesNotContain("pa55word", File.ReadAllText(Har), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_in_an_unknown_coding_is_left_out_and_shown_when_secrets_are()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200, "coded", ("Content-Encoding", "x-own")));
        foreach (var shows in new[] { false, true })
        {
            using (var har = new HarRecorder(Har) { ShowSecrets = shows })
            using (var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { har.Record } }))
            {
                await session.GetAsync("http://h.test/");
            }

            var response = Assert.Single(HarFile.Read(Har).Entries).Response;
            Assert.Equal(shows ? "coded" : "", response.Text);
            Assert.Equal(!shows, response.IsCut);
        }
    }

    [Fact]
    public async Task It_serves_many_calls_at_once_and_each_entry_is_whole_and_in_order()
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(1, har.Record))
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(i => session.GetAsync($"/get?n={i}")));
        }

        var file = HarFile.Read(Har);
        Assert.False(file.IsTorn);
        Assert.Equal(100, file.Entries.Select(entry => entry.Request.Url).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long?)i), file.Entries.Select(entry => entry.Id));
    }

    [Fact]
    public async Task Requests_for_tokens_run_past_it()
    {
        using var server = new FakeServer(sent => sent.Url.EndsWith("/token", StringComparison.Ordinal)
            ? FakeServer.Json("""{"access_token":"abcdefgh","token_type":"Bearer","expires_in":3600}""")
            : FakeServer.Json("{}"));
        await using (var har = new HarRecorder(Har))
        {
            using var session = new HttpSession(new()
            {
                Transport = server,
                NetworkMiddleware = { har.Record },
                Auth = Auth.OAuth2(new ClientCredentialsGrant
                {
                    TokenEndpoint = "https://h.test/token",
                    ClientId = "id",
                    ClientSecret = "s",
                }),
            });
            await session.GetAsync("https://h.test/a");
        }

        Assert.Equal("https://h.test/a", Assert.Single(HarFile.Read(Har).Entries).Request.Url);
        Assert.Equal(2, server.Sent.Count);
    }

    [Fact]
    public async Task A_recorder_that_was_disposed_says_so()
    {
        var har = new HarRecorder(Har);
        har.Dispose();
        har.Dispose();
        using var session = bin.Session(1, har.Record);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.GetAsync("/get"));
        Assert.Empty(HarFile.Read(Har).Entries);
        Assert.Equal($"Peregrine {UserAgent.Default.Split('/')[1]}", HarFile.Read(Har).Creator);
    }

    private static TimeSpan? Round(TimeSpan? time) => time is { } span
        ? TimeSpan.FromTicks((long)Math.Round(Math.Round(span.TotalMilliseconds, 4) * TimeSpan.TicksPerMillisecond))
        : null;
}
