using System.Net;
using System.Net.Sockets;
using static Peregrine.Uploading;

namespace Peregrine;

/// <summary>What is read once, as a pipe, arrives whole, and is never sent a second time as nothing.</summary>
public sealed class PipeUploadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("peregrine-upload-").FullName;

    public static TheoryData<bool, bool> Modes => Uploading.Modes;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_pipe_is_read_once_and_whole(bool blocking, bool http2)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        await using var server = Server(http2);
        using var session = Session(server, http2);
        using var pipe = new FilledPipe(new string('x', 300_000));
        var body = Body.File(pipe.Path);

        await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = body }, Test);

        var request = Assert.Single(server.Requests);
        Assert.Equal(300_000, request.Body.Length);
        Assert.Equal(
            (null, http2 ? null : "chunked"), (request.Field("Content-Length"), request.Field("Transfer-Encoding")));
        Assert.False(body.IsReplayable);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = body }, Test));
        Assert.Single(server.Requests);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task An_empty_pipe_says_that_it_is_empty(bool blocking, bool http2)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        using var pipe = new FilledPipe("");

        var request = await SentAsync(blocking, http2, new() { Body = Body.File(pipe.Path) });

        Assert.Equal(("", "0"), (TextOf(request), request.Field("Content-Length")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pipe_with_a_name_is_waited_for(bool blocking)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The name is made by mkfifo.");
        var path = Path.Combine(_folder, "fifo");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [path]))
        {
            await made.WaitForExitAsync(Test);
        }

        var body = Body.File(path);
        Assert.False(body.IsReplayable); // It is known before anybody opens it, which would wait for a writer.
        var sending = SentAsync(blocking, http2: false, new() { Body = body });
        await File.WriteAllTextAsync(path, "from a pipe", Test);

        Assert.Equal("from a pipe", TextOf(await sending));
    }

    [Fact]
    public async Task Waiting_for_a_pipe_ends_with_the_callers_token()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        using var session = new HttpSession();
        using var pipe = new FilledPipe(null);

        var sending = session.PostAsync("http://127.0.0.1:9/", new() { Body = Body.File(pipe.Path) }, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_pipe_that_was_sent_is_not_sent_again_by_a_retry(bool blocking, bool http2)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        await using var server = Server(http2, status: 503);
        using var session = Session(
            server,
            http2,
            options => options.Retry = new RetryPolicy(2) { BackoffFactor = 0, Methods = [HttpMethod.Post] });
        using var pipe = new FilledPipe("once");

        var response = await session.SendAsync(
            blocking, HttpMethod.Post, "/", new() { Body = Body.File(pipe.Path) }, Test);

        Assert.Equal((503, AttemptReason.Body), (response.StatusCode, Assert.Single(response.Attempts).Reason));
        Assert.Equal("once", TextOf(Assert.Single(server.Requests)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_pipe_of_which_nothing_was_sent_is_kept_for_the_next_try(bool blocking, bool http2)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        await using var server = Server(http2);
        var asked = 0;
        using var session = Session(server, http2, options =>
        {
            options.BaseUrl = $"http://h.example:{server.Port}";
            options.Retry = new RetryPolicy(1) { BackoffFactor = 0 };
            options.Resolve = (_, _) => ++asked == 1
                ? throw new SocketException((int)SocketError.TryAgain)
                : ValueTask.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        using var pipe = new FilledPipe(new string('y', 100_000));

        await session.SendAsync(blocking, HttpMethod.Put, "/", new() { Body = Body.File(pipe.Path) }, Test);

        Assert.Equal((2, 100_000), (asked, Assert.Single(server.Requests).Body.Length));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_form_with_a_pipe_has_no_length_and_arrives_whole(bool blocking, bool http2)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        using var pipe = new FilledPipe("from the pipe");

        var request = await SentAsync(blocking, http2, new()
        {
            Files =
            {
                ["a"] = Upload.File(pipe.Path, "a.txt"),
                ["b"] = Upload.File("/proc/version", "b.txt"),
                ["c"] = Upload.File(FileOf("plain"), "c.txt"),
            },
        });

        Assert.Contains("\r\n\r\nfrom the pipe\r\n--", TextOf(request), StringComparison.Ordinal);
        Assert.Contains(
            $"\r\n\r\n{await File.ReadAllTextAsync("/proc/version", Test)}\r\n--",
            TextOf(request),
            StringComparison.Ordinal);
        Assert.Contains("\r\n\r\nplain\r\n--", TextOf(request), StringComparison.Ordinal);
        Assert.Null(request.Field("Content-Length"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_pipe_can_be_compressed_and_followed(bool blocking, bool http2)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        using var pipe = new FilledPipe("to be packed");
        var told = new List<Transfer>();

        var request = await SentAsync(
            blocking,
            http2,
            new() { Body = Body.File(pipe.Path), Compress = ContentCoding.Gzip, UploadProgress = new Told(told) });

        using var plain = new StreamReader(new System.IO.Compression.GZipStream(
            new MemoryStream(request.Body), System.IO.Compression.CompressionMode.Decompress));
        Assert.Equal("to be packed", await plain.ReadToEndAsync(Test));
        Assert.Equal(new Transfer(12, 12, told[^1].Elapsed, true), told[^1]);
    }

    [Theory]
    [InlineData("307 Moved\r\nLocation: /b", typeof(RedirectException))]
    [InlineData("401 Who\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"", typeof(AuthException))]
    public async Task A_pipe_that_was_sent_is_sent_again_by_nothing_else(string answer, Type expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        await using var server = new RawServer(Scripts.Answer($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n"));
        using var session = Sessions.For(server, options => options.Auth = Auth.Digest("u", "p"));
        using var pipe = new FilledPipe("once");

        var failure = await Assert.ThrowsAnyAsync<RequestException>(
            () => session.PostAsync("/", new() { Body = Body.File(pipe.Path) }, Test));

        Assert.Equal(expected, failure.GetType());
        Assert.Equal("once", TextOf(Assert.Single(server.Requests)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_that_was_withheld_is_sent_by_the_next_try(bool blocking)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes are named by /proc here.");
        await using var server = new RawServer(async connection =>
        {
            if (connection.Number == 1)
            {
                await connection.ReadHeadAsync();
                await connection.SendAsync("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
                return;
            }

            await connection.ReadRequestAsync();
            await connection.SendAsync(Scripts.Ok);
        });
        using var session = Sessions.For(server, options => options.ExpectContinue = TimeSpan.FromSeconds(30));
        using var pipe = new FilledPipe("kept");

        await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.File(pipe.Path) }, Test);

        Assert.Equal("kept", TextOf(server.Requests[^1]));
    }

    private string FileOf(string text)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(path, text);
        return path;
    }
}
