using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Peregrine;

/// <summary>
/// What lies on the disk is true whenever a download ends, and however: its record never claims a byte that has not
/// come, and what an earlier run left is not lost to a failure that says nothing against it.
/// </summary>
public sealed class DownloadLeftTests : IDisposable
{
    private const int Come = 1_000_000;
    private static readonly byte[] Whole = RandomNumberGenerator.GetBytes(5_000_000);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-left-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_folder.FullName, "file.bin");

    private string Part => Target + ".part";

    private string Info => Part + ".info";

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Segments_of_a_resumed_run_that_is_killed_leave_no_holes(int segments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "nobody else can read the record while it is held there");
        var files = new FileServer(Whole, Come, 0);
        var isHeld = false;
        await using var server = new RawServer(connection =>
            isHeld ? GiveTheLastSegmentAsync(connection) : files.ServeAsync(connection));
        await FailAsync(server);

        isHeld = true;
        var killed = await KillAsync(server, segments: 3);
        Assert.InRange(new FileInfo(killed + ".part").Length, 3_600_000, Whole.Length); // With a hole in it.
        isHeld = false;
        files.EndCuts();

        var result = await RunAsync(server, new() { Resume = true, Segments = segments }, killed);

        Assert.Equal(Whole, await File.ReadAllBytesAsync(killed, Test));
        Assert.Equal(Whole.Length - Come, result.BytesReceived); // What the first run left was not lost.
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10L)]
    public async Task What_lies_behind_the_gap_is_not_taken_for_a_part_of_the_file(long? maxBytes)
    {
        var files = new FileServer(Whole, Come, 0, 100_000, 0);
        await using var server = new RawServer(files.ServeAsync);
        await LeaveGapAtTheEndAsync(server);

        await FailAsync(server, new() { Resume = true, Retries = 0, MaxBytes = maxBytes });
        files.EndCuts();
        var result = await RunAsync(server);

        Assert.Equal(Whole, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal(Whole.Length - Come - (maxBytes is null ? 100_000 : 0), result.BytesReceived);
    }

    [Fact]
    public async Task One_stream_that_is_killed_after_segments_were_loses_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "nobody else can read the record while it is held there");
        var files = new FileServer(Whole, Come, 0);
        var isHeld = false;
        await using var server = new RawServer(connection =>
            isHeld ? GiveTheLastSegmentAsync(connection) : files.ServeAsync(connection));
        await LeaveGapAtTheEndAsync(server);
        isHeld = true;
        var killed = await KillAsync(server, segments: 1);
        isHeld = false;
        var come = new FileInfo(killed + ".part").Length;

        var result = await RunAsync(server, path: killed);

        Assert.Equal(Whole, await File.ReadAllBytesAsync(killed, Test));
        Assert.Equal(Whole.Length - come, result.BytesReceived);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_on_the_size_that_is_too_low_costs_nothing_that_has_come(bool inFolder)
    {
        var files = new FileServer(Whole, Come, 0)
        {
            Fields = "ETag: \"one\"\r\nContent-Disposition: attachment; filename=file.bin\r\n",
        };
        await using var server = new RawServer(files.ServeAsync);
        var path = inFolder ? _folder.FullName : Target;
        await FailAsync(server, path: path);
        var before = server.Requests.Count;

        var low = new DownloadOptions { Resume = true, MaxBytes = Whole.Length - 1 };
        var failure = await FailAsync(server, low, path);
        Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        Assert.Equal(inFolder ? 1 : 0, server.Requests.Count - before); // One for the name.
        Assert.True(File.Exists(Part));

        files.EndCuts();
        var result = await RunAsync(server, path: path);
        Assert.Equal(Whole, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal(Whole.Length - Come, result.BytesReceived);
    }

    [Fact]
    public async Task A_limit_that_a_file_of_unknown_length_meets_costs_nothing_either()
    {
        var requests = 0;
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadRequestAsync();
            if (requests++ == 0)
            {
                await connection.SendAsync("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nTransfer-Encoding: chunked\r\n\r\n");
                await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{Come:x}\r\n"));
                await connection.SendAsync(Whole.AsMemory(..Come));
            }
            else if (requests > 2)
            {
                await connection.SendAsync(PartHead(Come, Whole.Length));
                await connection.SendAsync(Whole.AsMemory(Come..));
            }
        });
        await FailAsync(server);

        await FailAsync(server, new() { Resume = true, MaxBytes = Whole.Length - 1 });
        var result = await RunAsync(server);

        Assert.Equal(Whole, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal(Whole.Length - Come, result.BytesReceived);
    }

    [Fact]
    public async Task A_record_that_cannot_be_opened_is_not_said_to_be_held()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a socket has no place among the files there");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Info)); // To open one fails, and with none of the errors of a lock.
        await using var server = new RawServer(new FileServer(Whole).ServeAsync);

        var failure = await Assert.ThrowsAsync<IOException>(() => RunAsync(server));

        Assert.DoesNotContain("Another download", failure.Message, StringComparison.Ordinal);
        Assert.Contains(Info, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_made_it_fail_is_told_also_when_its_file_cannot_be_deleted(bool resume)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a file that is open keeps its name there");
        await using var server = new RawServer(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n0123"));
        var deleted = new First(() =>
        {
            var part = _folder.GetFiles("*.part").Single().FullName;
            File.Delete(part);
            Directory.CreateDirectory(part);
        });

        await FailAsync(server, new() { Resume = resume, Retries = 0, Progress = deleted });

        Assert.Empty(_folder.GetFiles()); // No record of a part that is not to be gone on with.
    }

    private static string PartHead(int start, int end) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 206 Part\r\nETag: \"one\"\r\nContent-Range: bytes {start}-{end - 1}/{Whole.Length}\r\n"
        + $"Content-Length: {end - start}\r\n\r\n");

    // Of the last segment some bytes, of the others none, and no end.
    private static async Task GiveTheLastSegmentAsync(RawConnection connection)
    {
        var request = await connection.ReadRequestAsync();
        var places = request!.Field("Range")!["bytes=".Length..].Split('-');
        var (start, end) = (Number(places[0]), Number(places[1]) + 1);
        await connection.SendAsync(PartHead(start, end));
        if (end == Whole.Length)
        {
            await connection.SendAsync(Whole.AsMemory(start, 500_000));
        }

        await connection.StallAsync();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    // The platform locks what it reads, as far as the record's lock goes; this program doesn't.
    private static void CopyAsItLies(string from, string to)
    {
        using var copy = Process.Start("cp", [from, to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    // As a run in segments leaves it that was killed when some of its last one had come.
    private async Task LeaveGapAtTheEndAsync(RawServer server)
    {
        await FailAsync(server, new() { Resume = true, Retries = 0 });
        var left = PartRecord.Parse(await File.ReadAllBytesAsync(Info, Test))!;
        var gap = new Gap(Come, Whole.Length);
        await File.WriteAllBytesAsync(Info, (left with { Missing = [gap] }).ToBytes(), Test);
        await File.WriteAllBytesAsync(Part, [.. Whole[..Come], .. new byte[Come]], Test);
    }

    // What a kill would leave in the middle of a run, under another name.
    private async Task<string> KillAsync(RawServer server, int segments)
    {
        using var session = Sessions.For(server);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var options = new DownloadOptions { Resume = true, Segments = segments, Progress = new First(come.SetResult) };
        var run = session.DownloadAsync("/file", Target, options, stop.Token);
        await Task.WhenAny(come.Task, run);

        var killed = Path.Combine(_folder.FullName, "killed.bin");
        CopyAsItLies(Info, killed + ".part.info");
        CopyAsItLies(Part, killed + ".part");
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        return killed;
    }

    private Task<ProtocolException> FailAsync(RawServer server, DownloadOptions? options = null, string? path = null) =>
        Assert.ThrowsAsync<ProtocolException>(() => RunAsync(server, options, path));

    // Each run is a session of its own, as in another process.
    private async Task<DownloadResult> RunAsync(RawServer server, DownloadOptions? options = null, string? path = null)
    {
        using var session = Sessions.For(server);
        options ??= new() { Resume = true, Retries = 0 };
        return await session.DownloadAsync("/file", path ?? Target, options, Test);
    }

    // Acts once, when the first bytes are in the file.
    private sealed class First(Action act) : IProgress<Transfer>
    {
        private int _isTold;

        public void Report(Transfer value)
        {
            if (Interlocked.Exchange(ref _isTold, 1) == 0)
            {
                act();
            }
        }
    }
}
