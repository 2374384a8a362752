using System.Security.Cryptography;

namespace Peregrine;

/// <summary>A download that failed goes on in the next run, where the caller wants that.</summary>
public sealed class DownloadResumeTests : IDisposable
{
    private static readonly byte[] One = RandomNumberGenerator.GetBytes(3_000_000);
    private static readonly byte[] Two = RandomNumberGenerator.GetBytes(3_000_000);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-resume-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static DownloadOptions Keeping => new() { Resume = true, Retries = 0 };

    private string Target => Path.Combine(_folder.FullName, "file.bin");

    private string Part => Target + ".part";

    private string Info => Part + ".info";

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Through_failed_runs_the_file_comes_once(bool blocking)
    {
        var files = new FileServer(One, 1_000_000, 0, 0, 500_000);
        await using var server = new RawServer(files.ServeAsync);
        await FailAsync(server, blocking);
        Assert.Equal(["file.bin.part", "file.bin.part.info"], Names());
        Assert.Equal(One[..1_000_000], await File.ReadAllBytesAsync(Part, Test));
        Assert.DoesNotContain("secret", await File.ReadAllTextAsync(Info, Test), StringComparison.Ordinal);
        await FailAsync(server, blocking);

        var told = new List<Transfer>();
        var options = Keeping;
        (options.Progress, options.Retries) = (new Told(told), 1);
        var result = await RunAsync(server, blocking, options);

        Assert.Equal(One, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal(["file.bin"], Names());
        Assert.Equal(
            ["GET ", .. Enumerable.Repeat("GET bytes=1000000-2999999", 3), "GET bytes=1500000-2999999"], files.Ranges);
        Assert.Equal((3_000_000, 2_000_000, 206), (result.Length, result.BytesReceived, result.Response.StatusCode));
        Assert.Equal(One.Length, files.Sent);
        Assert.All(server.Requests.Skip(1), request => Assert.Equal("\"one\"", request.Field("If-Range")));
        Assert.All(told, one => Assert.Equal(1_000_000, one.Resumed));
        Assert.True(told[0].Bytes > 1_000_000);
        Assert.Equal((3_000_000, 3_000_000L, true), (told[^1].Bytes, told[^1].Total, told[^1].IsDone));
    }

    [Fact]
    public async Task Unless_it_is_asked_for_nothing_is_kept_or_gone_on_with()
    {
        var files = new FileServer(One, 1_000_000, 0, 1_000_000, 0);
        await using var server = new RawServer(files.ServeAsync);
        await FailAsync(server, options: new() { Retries = 0 });
        Assert.Empty(Names());

        await FailAsync(server);
        var result = await RunAsync(server, options: new());

        Assert.Equal(3_000_000, result.BytesReceived);
        Assert.Equal(["file.bin", "file.bin.part", "file.bin.part.info"], Names()); // It is the other run's.
    }

    [Theory]
    [InlineData("another version")]
    [InlineData("another address")]
    [InlineData("a damaged record")]
    [InlineData("no record")]
    [InlineData("no part")]
    [InlineData("a longer part")]
    [InlineData("a server without If-Range")]
    public async Task What_may_be_another_file_begins_anew(string what)
    {
        var files = new FileServer(One, 1_000_000, 0);
        await using var server = new RawServer(files.ServeAsync);
        await FailAsync(server);
        (files.File, files.Fields) = (Two, "ETag: \"two\"\r\n");
        switch (what)
        {
            case "a damaged record":
                var text = await File.ReadAllTextAsync(Info, Test);
                await File.WriteAllTextAsync(Info, text.Replace("3000000", "3000001", StringComparison.Ordinal), Test);
                break;
            case "no record":
                File.Delete(Info);
                break;
            case "no part":
                File.Delete(Part);
                break;
            case "a longer part":
                await File.WriteAllBytesAsync(Part, new byte[3_000_001], Test);
                break;
            case "a server without If-Range":
                files.KnowsIfRange = false;
                break;
        }

        await RunAsync(server, path: what == "another address" ? "/other" : "/file?secret");

        Assert.Equal(Two, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal(["file.bin"], Names());
    }

    [Fact]
    public async Task What_is_to_be_decoded_is_not_gone_on_with_as_it_is_stored()
    {
        var packed = new byte[] { 31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0 }; // Of nothing.
        var files = new FileServer(packed, 10, 0) { Fields = "ETag: \"one\"\r\nContent-Encoding: gzip\r\n" };
        await using var server = new RawServer(files.ServeAsync);
        await FailAsync(server);

        var result = await RunAsync(server, options: new() { Resume = true, Decode = true });

        Assert.Equal(0, result.Length);
        Assert.Equal("GET ", files.Ranges[^1]);
    }

    [Theory]
    [InlineData("W/\"a\"")]
    [InlineData(null)]
    public async Task What_no_server_could_continue_is_not_kept(string? tag)
    {
        await using var server = new RawServer(
            new FileServer(One, 1_000_000, 0) { Fields = tag is null ? "" : $"ETag: {tag}\r\n" }.ServeAsync);

        await FailAsync(server);

        Assert.Empty(Names());
    }

    [Fact]
    public async Task A_part_that_is_whole_already_costs_one_byte()
    {
        var files = new FileServer(One, 1_000_000, 0);
        await using var server = new RawServer(files.ServeAsync);
        await FailAsync(server);
        await File.WriteAllBytesAsync(Part, One, Test);

        var result = await RunAsync(server);

        Assert.Equal(One, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal((1, 1), (result.BytesReceived, result.Requests));
    }

    [Fact]
    public async Task A_digest_that_was_told_at_the_beginning_is_checked_at_the_end_and_a_broken_part_is_not_kept()
    {
        var digest = Convert.ToBase64String(SHA256.HashData(One));
        var files = new FileServer(One, 1_000_000, 0)
        {
            Fields = $"ETag: \"one\"\r\nRepr-Digest: sha-256=:{digest}:\r\n",
        };
        await using var server = new RawServer(files.ServeAsync);
        await FailAsync(server);
        files.Fields = "ETag: \"one\"\r\n";
        var part = await File.ReadAllBytesAsync(Part, Test);
        part[5] ^= 1;
        await File.WriteAllBytesAsync(Part, part, Test);

        await Assert.ThrowsAsync<DecodingException>(() => RunAsync(server));
        Assert.Empty(Names());

        await RunAsync(server);
        Assert.Equal(One, await File.ReadAllBytesAsync(Target, Test));
    }

    [Fact]
    public async Task Segments_leave_their_gaps_and_a_blocking_run_may_fill_them()
    {
        var file = RandomNumberGenerator.GetBytes(8_000_000);
        var files = new FileServer(file, 100_000, 200_000, 300_000, 400_000, 0, 0, 0, 0);
        await using var server = new RawServer(files.ServeAsync);
        var options = Keeping;
        options.Segments = 4;
        await FailAsync(server, options: options);
        Assert.Equal(["file.bin.part", "file.bin.part.info"], Names());
        files.EndCuts();

        var result = await RunAsync(server, blocking: true);

        Assert.Equal(file, await File.ReadAllBytesAsync(Target, Test));
        Assert.InRange(result.BytesReceived, 7_000_000, 7_900_000);
        Assert.InRange(result.Requests, 1, 4);
        Assert.DoesNotContain("GET ", files.Ranges);
    }

    [Fact]
    public async Task The_rest_may_come_in_segments()
    {
        var file = RandomNumberGenerator.GetBytes(5_000_000);
        var files = new FileServer(file, 1_000_000, 0);
        await using var server = new RawServer(files.ServeAsync);
        await FailAsync(server);

        await RunAsync(server, options: new() { Resume = true, Segments = 3 });

        Assert.Equal(file, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal(5_000_000, files.Sent);
        Assert.Equal(2 + 3, files.Ranges.Count);
    }

    [Fact]
    public async Task In_a_folder_the_part_is_found_by_the_name_that_the_server_gives()
    {
        var files = new FileServer(One, 1_000_000, 0)
        {
            Fields = "ETag: \"one\"\r\nContent-Disposition: attachment; filename=a.iso\r\n",
        };
        await using var server = new RawServer(files.ServeAsync);
        using var session = Sessions.For(server);
        await Assert.ThrowsAsync<ProtocolException>(() => session.DownloadAsync("/x", _folder.FullName, Keeping, Test));
        Assert.Equal(["a.iso.part", "a.iso.part.info"], Names());

        var result = await session.DownloadAsync("/x", _folder.FullName, Keeping, Test);

        Assert.Equal(One, await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "a.iso"), Test));
        Assert.Equal(2_000_000, result.BytesReceived);
        Assert.Equal(["GET ", "GET bytes=1000000-2999999", "GET ", "GET bytes=1000000-2999999"], files.Ranges);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_at_once_do_not_damage_each_other(bool blocking)
    {
        var isSlow = true;
        var files = new FileServer(One);
        await using var server = new RawServer(async connection =>
        {
            if (isSlow)
            {
                await connection.ReadRequestAsync();
                await connection.SendAsync($"HTTP/1.1 200 OK\r\nETag: \"one\"\r\nContent-Length: {One.Length}\r\n\r\n");
                await connection.SendAsync(One.AsMemory(..1_000_000));
                await connection.SkipAsync(long.MaxValue);
            }

            await files.ServeAsync(connection);
        });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        using var session = Sessions.For(server);
        var come = new TaskCompletionSource();
        var options = Keeping;
        options.Progress = new First(come);
        var first = session.DownloadAsync("/file?secret", Target, options, stop.Token);
        await come.Task;

        var failure = await Assert.ThrowsAsync<IOException>(() => RunAsync(server, blocking));
        Assert.Contains("file.bin.part", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        isSlow = false;
        var result = await RunAsync(server, blocking);
        Assert.Equal(One, await File.ReadAllBytesAsync(Target, Test));
        Assert.InRange(result.BytesReceived, 2_000_000, 2_999_999);
    }

    [Fact]
    public async Task Many_at_once_end_with_the_file_or_with_a_failure_that_says_why()
    {
        var files = new FileServer(One);
        await using var server = new RawServer(files.ServeAsync);
        using var session = Sessions.For(server);

        var runs = Enumerable.Range(0, 16).Select(async _ =>
        {
            try
            {
                await session.DownloadAsync("/file", Target, Keeping, Test);
                return null;
            }
            catch (IOException failure)
            {
                return failure;
            }
        }).ToList();
        var failures = (await Task.WhenAll(runs)).OfType<IOException>().ToList();

        Assert.True(failures.Count < runs.Count);
        Assert.All(
            failures,
            failure => Assert.Contains("Another download works on", failure.Message, StringComparison.Ordinal));
        Assert.Equal(One, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal(["file.bin"], Names());
    }

    [Fact]
    public async Task A_link_that_somebody_put_there_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making a link needs a right there");
        var victim = Path.Combine(_folder.FullName, "victim");
        await File.WriteAllTextAsync(victim, "mine", Test);
        File.CreateSymbolicLink(Part, victim);
        File.CreateSymbolicLink(Info, victim);
        await using var server = new RawServer(new FileServer(One, 1_000_000, 0).ServeAsync);

        await FailAsync(server);

        Assert.Equal("mine", await File.ReadAllTextAsync(victim, Test));
        Assert.Equal(1_000_000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task An_error_of_the_server_leaves_what_was_kept()
    {
        var files = new FileServer(One, 1_000_000, 0);
        var isGone = false;
        await using var server = new RawServer(connection =>
            isGone
                ? Scripts.AnswerAndClose("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")(connection)
                : files.ServeAsync(connection));
        await FailAsync(server);
        isGone = true;
        await Assert.ThrowsAsync<StatusException>(() => RunAsync(server));
        isGone = false;

        var result = await RunAsync(server);

        Assert.Equal(2_000_000, result.BytesReceived);
        Assert.Equal(One, await File.ReadAllBytesAsync(Target, Test));
    }

    private string[] Names() => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private Task<ProtocolException> FailAsync(
        RawServer server, bool blocking = false, DownloadOptions? options = null) =>
        Assert.ThrowsAsync<ProtocolException>(() => RunAsync(server, blocking, options));

    // Each run is a session of its own, as in another process.
    private async Task<DownloadResult> RunAsync(
        RawServer server, bool blocking = false, DownloadOptions? options = null, string path = "/file?secret")
    {
        using var session = Sessions.For(server);
        options ??= Keeping;
        return blocking
            ? await Calls.OnOwnThread(() => session.Download(path, Target, options, Test))
            : await session.DownloadAsync(path, Target, options, Test);
    }

    private sealed class Told(List<Transfer> told) : IProgress<Transfer>
    {
        public void Report(Transfer value) => told.Add(value);
    }

    private sealed class First(TaskCompletionSource come) : IProgress<Transfer>
    {
        public void Report(Transfer value) => come.TrySetResult();
    }
}
