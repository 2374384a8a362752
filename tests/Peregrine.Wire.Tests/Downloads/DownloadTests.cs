using System.Security.Cryptography;

namespace Peregrine;

/// <summary>Files, through every cut.</summary>
public sealed class DownloadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("peregrine-download-");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string Target => Path.Combine(_folder.FullName, "file.bin");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Through_ten_cuts_at_random_the_file_is_right_and_only_what_was_missing_travels(bool blocking)
    {
        var random = new Random(blocking ? 1 : 2);
        var file = RandomNumberGenerator.GetBytes(3_000_000);
        var files = new FileServer(file, [.. Enumerable.Range(0, 10).Select(_ => random.Next(1, 300_000))]);
        await using var server = new RawServer(files.ServeAsync);
        using var session = Sessions.For(server);

        var result = await DownloadAsync(session, blocking);

        Assert.Equal(file, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal((file.Length, file.Length, 11), (result.Length, result.BytesReceived, result.Requests));
        Assert.Equal(file.Length, files.Sent);
        Assert.All(server.Requests.Skip(1), request => Assert.Equal("\"one\"", request.Field("If-Range")));
        Assert.All(server.Requests, request => Assert.Equal("identity", request.Field("Accept-Encoding")));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task Without_parts_or_a_strong_validator_it_begins_anew()
    {
        foreach (var files in new[]
        {
            new FileServer(RandomNumberGenerator.GetBytes(100_000), 60_000) { GivesParts = false },
            new FileServer(RandomNumberGenerator.GetBytes(100_000), 60_000) { Fields = "ETag: W/\"weak\"\r\n" },
        })
        {
            await using var server = new RawServer(files.ServeAsync);
            using var session = Sessions.For(server);

            var result = await DownloadAsync(session);

            Assert.Equal(files.File, await File.ReadAllBytesAsync(Target, Test));
            Assert.Equal((2, 160_000), (result.Requests, result.BytesReceived));
        }
    }

    [Fact]
    public async Task A_file_that_changed_meanwhile_is_never_put_together_of_two()
    {
        var files = new FileServer(RandomNumberGenerator.GetBytes(100_000), 60_000);
        await using var server = new RawServer(async connection =>
        {
            await files.ServeAsync(connection);
            (files.File, files.Fields) = (RandomNumberGenerator.GetBytes(90_000), "ETag: \"two\"\r\n");
        });
        using var session = Sessions.For(server);

        await DownloadAsync(session);

        Assert.Equal(files.File, await File.ReadAllBytesAsync(Target, Test));
    }

    [Fact]
    public async Task A_server_that_gives_another_part_is_refused()
    {
        await using var server = new RawServer(async connection =>
        {
            var request = await connection.ReadRequestAsync();
            await connection.SendAsync(request!.Field("Range") is null
                ? "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 10\r\n\r\n01234"
                : "HTTP/1.1 206 Part\r\nETag: \"a\"\r\nContent-Range: bytes 4-8/10\r\nContent-Length: 5\r\n\r\n45678");
        });
        using var session = Sessions.For(server);

        await Assert.ThrowsAsync<ProtocolException>(() => DownloadAsync(session));
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task When_nothing_more_comes_the_failure_is_given_and_nothing_is_left()
    {
        await using var server = new RawServer(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 10\r\n\r\n"));
        using var session = Sessions.For(server);
        await File.WriteAllTextAsync(Target, "old", Test);

        await Assert.ThrowsAsync<ProtocolException>(() => DownloadAsync(session, options: new() { Retries = 1 }));

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Test));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public async Task Parts_come_at_once_each_through_its_cuts()
    {
        var files = new FileServer(RandomNumberGenerator.GetBytes(8_000_000), 100_000, 200_000, 300_000);
        await using var server = new RawServer(files.ServeAsync);
        using var session = Sessions.For(server);

        var result = await DownloadAsync(session, options: new() { Segments = 4 });

        Assert.Equal(files.File, await File.ReadAllBytesAsync(Target, Test));
        Assert.Equal((8_000_000, 8_000_000), (files.Sent, result.BytesReceived));
        Assert.Equal("HEAD ", files.Ranges[0]);
        Assert.Equal(1 + 4 + 3, files.Ranges.Count);
        Assert.True(server.Connections > 4);
    }

    [Fact]
    public async Task A_server_that_gives_no_parts_after_all_gives_the_file_whole()
    {
        var files = new FileServer(RandomNumberGenerator.GetBytes(4_000_000));
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nAccept-Ranges: bytes\r\n"
                + $"Content-Length: {files.File.Length}\r\n\r\n");
            if (connection.Number > 1)
            {
                await connection.SendAsync(files.File);
            }
        });
        using var session = Sessions.For(server);

        await DownloadAsync(session, options: new() { Segments = 4 });

        Assert.Equal(files.File, await File.ReadAllBytesAsync(Target, Test));
    }

    [Theory]
    [InlineData("Repr-Digest", false)]
    [InlineData("Content-Digest", true)]
    public async Task A_digest_that_is_said_is_checked(string field, bool isRight)
    {
        var file = RandomNumberGenerator.GetBytes(10_000);
        var digest = Convert.ToBase64String(SHA256.HashData(isRight ? file : [1]));
        var files = new FileServer(file) { Fields = $"{field}: md5=:AAAA:, sha-256=:{digest}:\r\n" };
        await using var server = new RawServer(files.ServeAsync);
        using var session = Sessions.For(server);

        if (isRight)
        {
            await DownloadAsync(session, options: new() { Sha256 = Convert.ToHexString(SHA256.HashData(file)) });
            await Assert.ThrowsAsync<DecodingException>(
                () => DownloadAsync(session, options: new() { Sha256 = new string('0', 64) }));
            Assert.Equal(file, await File.ReadAllBytesAsync(Target, Test));
        }
        else
        {
            await Assert.ThrowsAsync<DecodingException>(() => DownloadAsync(session));
            Assert.Empty(_folder.GetFiles());
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_or_while_it_comes()
    {
        await using var server = new RawServer(new FileServer(new byte[10_000]).ServeAsync);
        await using var endless = new RawServer(
            Scripts.AnswerAndClose("HTTP/1.1 200 OK\r\n\r\n" + new string('x', 10_000)));
        foreach (var one in new[] { server, endless })
        {
            using var session = Sessions.For(one);
            var failure = await Assert.ThrowsAsync<ProtocolException>(
                () => DownloadAsync(session, options: new() { MaxBytes = 9_999 }));
            Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
            Assert.Empty(_folder.GetFiles());
        }
    }

    [Fact]
    public async Task A_disk_without_room_is_told_before_the_body_comes()
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen($"HTTP/1.1 200 OK\r\nContent-Length: {long.MaxValue / 2}\r\n\r\n"));
        using var session = Sessions.For(server);

        var failure = await Assert.ThrowsAsync<IOException>(() => DownloadAsync(session));

        Assert.Contains("no room", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.GetFiles());
    }

    [Fact]
    public async Task In_a_folder_it_has_the_name_that_the_server_gives_and_never_leaves()
    {
        var files = new FileServer("x"u8.ToArray())
        {
            Fields = "Content-Disposition: attachment; filename*=UTF-8''..%2F..%2Fna%00me.txt\r\n",
        };
        await using var server = new RawServer(files.ServeAsync);
        using var session = Sessions.For(server);

        var result = await session.DownloadAsync("/page", _folder.FullName, null, Test);

        Assert.Equal(Path.Combine(_folder.FullName, "name.txt"), result.Path);
        Assert.True(File.Exists(result.Path));
    }

    [Fact]
    public async Task A_file_that_is_there_is_kept_when_it_shall_be()
    {
        await using var server = new RawServer(new FileServer("new"u8.ToArray()).ServeAsync);
        using var session = Sessions.For(server);
        await File.WriteAllTextAsync(Target, "old", Test);

        await Assert.ThrowsAsync<IOException>(() => DownloadAsync(session, options: new() { Overwrite = false }));

        Assert.Empty(server.Requests);
        Assert.Equal("old", await File.ReadAllTextAsync(Target, Test));
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_behind()
    {
        await using var server = new RawServer(
            Scripts.AnswerAndListen("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234"));
        using var session = Sessions.For(server);
        var told = new TaskCompletionSource();

        await Limit.IsCancelledAsync(
            token => session.DownloadAsync("/", Target, new() { Progress = new Told(told) }, token),
            () => told.Task);

        Assert.Empty(_folder.GetFiles());
    }

    private Task<DownloadResult> DownloadAsync(
        HttpSession session, bool blocking = false, DownloadOptions? options = null) =>
        blocking
            ? Calls.OnOwnThread(() => session.Download("/file", Target, options, Test))
            : session.DownloadAsync("/file", Target, options, Test);

    private sealed class Told(TaskCompletionSource first) : IProgress<Transfer>
    {
        public void Report(Transfer value) => first.TrySetResult();
    }
}
