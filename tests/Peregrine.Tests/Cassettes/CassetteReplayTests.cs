using System.Net;

namespace Peregrine;

/// <summary>A replayed response looks as the recorded one did.</summary>
public sealed class CassetteReplayTests(RecordingBin bin) : IClassFixture<RecordingBin>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("a.har");

    public static TheoryData<bool> BothKinds => [true, false];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task Status_words_version_repeated_fields_and_trailers(bool blocking)
    {
        using var server = new FakeServer(_ => new HttpResponseMessage((HttpStatusCode)299)
        {
            ReasonPhrase = "Quite Fine",
            Version = HttpVersion.Version20,
            Content = new ByteArrayContent([0xff, 0xfe, 0]),
            Headers = { { "X-A", ["1", "2"] }, { "Set-Cookie", ["a=1; Path=/", "b=2; Path=/"] } },
            TrailingHeaders = { { "X-Sum", "7" } },
        });
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { cassette.Play } });

            var response = await RecordingBin.GetAsync(session, blocking, "http://h.test/");

            Assert.Equal((299, "Quite Fine", HttpVersion.Version20), (
                response.StatusCode, response.ReasonPhrase, response.Version));
            Assert.Equal(["1", "2"], response.Headers.GetAll("X-A"));
            Assert.Equal(2, response.Headers.GetAll("Set-Cookie").Count);
            Assert.Equal(["a", "b"], session.Cookies.Select(cookie => cookie.Name).Order());
            Assert.Equal("7", response.Trailers["X-Sum"]);
            Assert.Equal([0xff, 0xfe, 0], response.Bytes);
        }

        Assert.Single(server.Sent);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_decoded_body_is_not_decoded_again_by_any_reader(bool blocking)
    {
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = bin.Session(1, cassette.Play);

            var whole = await RecordingBin.GetAsync(session, blocking, "/gzip");
            using var streamed = await RecordingBin.StreamAsync(session, blocking, "/gzip");
            var text = string.Concat(
                await Streamed.ListAsync(blocking, streamed.TextChunks, () => streamed.TextChunksAsync()));
            var typed = blocking ? session.Get<Echo>("/gzip") : await session.GetAsync<Echo>("/gzip");

            Assert.Contains("\"gzipped\": true", whole.Text, StringComparison.Ordinal);
            Assert.Equal(whole.Text, text);
            Assert.True(typed.Gzipped);
            Assert.Equal("gzip", whole.Headers["Content-Encoding"]);
            Assert.Empty(whole.RemainingCodings);
        }
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_download(bool blocking)
    {
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = bin.Session(1, cassette.Play);
            var file = _folder.At($"file-{i}");
            _ = blocking
                ? session.Download("/bytes/90000?seed=5", file)
                : await session.DownloadAsync("/bytes/90000?seed=5", file);
        }

        Assert.Equal(90000, new FileInfo(_folder.At("file-0")).Length);
        Assert.Equal(File.ReadAllBytes(_folder.At("file-0")), File.ReadAllBytes(_folder.At("file-1")));
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task Lines_and_events_of_a_stream(bool blocking)
    {
        using var server = new PiecesServer(
            [[.. "data: 1\n\nda"u8], [.. "ta: 2\n\n"u8], [.. "data: 3\n\n"u8]], ("Content-Type", "text/event-stream"));
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { cassette.Play } });
            using var response = await RecordingBin.StreamAsync(session, blocking, "http://h.test/");

            var events = await Streamed.ListAsync(blocking, response.Events, () => response.EventsAsync());

            Assert.Equal(["1", "2", "3"], events.Select(one => one.Data));
        }

        Assert.Equal(1, server.Count);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task A_stream_that_was_left_early_plays_as_far_and_says_so_to_who_reads_on(bool blocking)
    {
        using var server = new PiecesServer([[.. "one\n"u8], [.. "two\n"u8], [.. "three\n"u8]]);
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { cassette.Play } });
            using var response = await RecordingBin.StreamAsync(session, blocking, "http://h.test/");
            Assert.Equal("one", await FirstAsync(response, blocking));
        }

        using var replay = Cassette.Open(Har);
        using var replayed = new HttpSession(new() { Transport = server, NetworkMiddleware = { replay.Play } });
        using var further = await RecordingBin.StreamAsync(replayed, blocking, "http://h.test/");
        var failure = await Assert.ThrowsAsync<CassetteException>(
            () => Streamed.ListAsync(blocking, further.Lines, () => further.LinesAsync()));
        Assert.Contains("holds the first 4 bytes", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<CassetteException>(() => RecordingBin.GetAsync(replayed, blocking, "http://h.test/"));
        Assert.Equal(1, server.Count);
    }

    [Fact]
    public async Task A_body_that_a_browser_did_not_keep_is_a_CassetteException_to_who_reads_it()
    {
        await File.WriteAllTextAsync(Har, """
            {"log":{"entries":[{"request":{"method":"GET","url":"http://h.test/"},
            "response":{"status":200,"content":{"size":70,"mimeType":"text/html"}}}]}}
            """);
        using var cassette = Cassette.Open(Har);
        using var session = new HttpSession(new() { NetworkMiddleware = { cassette.Play } });

        await Assert.ThrowsAsync<CassetteException>(() => session.GetAsync("http://h.test/"));
        await using var streamed = await session.StreamAsync(HttpMethod.Get, "http://h.test/");
        Assert.Equal(200, streamed.StatusCode);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task Redirects_retries_and_challenges_run_as_they_did(bool blocking)
    {
        var seen = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = bin.Session(1, cassette.Play)
                .With(new() { Retry = new RetryPolicy(2) { BackoffFactor = 0 } });
            var redirected = await RecordingBin.GetAsync(session, blocking, "/redirect/2");
            var tried = await RecordingBin.GetAsync(session, blocking, "/status/503");
            var challenged = await RecordingBin.GetAsync(
                session, blocking, "/digest-auth/auth/alice/right", new() { Auth = Auth.Digest("alice", "right") });
            var statuses = string.Join(' ', challenged.Attempts.Select(attempt => attempt.StatusCode));
            seen.Add(
                $"{redirected.StatusCode} {redirected.History.Count} {tried.Attempts.Count} "
                + $"{challenged.StatusCode} {statuses}");
        }

        Assert.Equal("200 2 3 200 401 200", seen[0]);
        Assert.Equal(seen[0], seen[1]);
    }

    [Theory]
    [MemberData(nameof(BothKinds))]
    public async Task It_may_stand_around_the_whole_call_too(bool blocking)
    {
        using var server = new PiecesServer([[.. "one\n"u8], [.. "two\n"u8]]);
        for (var i = 0; i < 2; i++)
        {
            using var cassette = Cassette.Open(Har);
            using var session = new HttpSession(new() { Transport = server, Middleware = { cassette.Play } });
            using var response = await RecordingBin.StreamAsync(session, blocking, "http://h.test/");
            Assert.Equal("one", await FirstAsync(response, blocking));
        }

        Assert.Equal(1, server.Count);
    }

    private static async Task<string> FirstAsync(Response response, bool blocking)
    {
        if (blocking)
        {
            return response.Lines().First();
        }

        await foreach (var line in response.LinesAsync())
        {
            return line;
        }

        return "";
    }

    private sealed record Echo(bool Gzipped);
}
