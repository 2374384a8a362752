using System.Security.Cryptography;

namespace Peregrine;

/// <summary>
/// What an answer is to a download: the file, a part of it, or neither. Each test gives a server's answers in order;
/// the file is right at the end, or there is none.
/// </summary>
public sealed class DownloadAnswerTests : IDisposable
{
    private const string Cut = "200 OK\nETag: \"v1\"\nContent-Length: 2000";
    private const string Dates = "Last-Modified: Sun, 22 Nov 2026 09:00:00 GMT\nDate: Sun, 22 Nov 2026 10:00:00 GMT";
    private static readonly byte[] One = RandomNumberGenerator.GetBytes(2000);
    private static readonly byte[] Two = RandomNumberGenerator.GetBytes(2000);
    private readonly AnsweredDownload _download = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _download.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_part_that_comes_with_status_200_is_put_in_its_place(bool blocking)
    {
        var (file, requests, result) = await _download.FetchAsync(
            blocking,
            AnswerServer.Answer(Cut, One.AsMemory(..1200)),
            AnswerServer.Answer(
                "200 OK\nETag: \"v1\"\nContent-Range: bytes 1200-1999/2000\nContent-Length: 800",
                One.AsMemory(1200..)));

        Assert.Equal(One, file);
        Assert.Equal(["", "bytes=1200-1999"], requests);
        Assert.Equal((2000, 2000, 2), (result.Length, result.BytesReceived, result.Requests));
    }

    [Theory]
    [InlineData("206 Part\nContent-Range: bytes 0-4/2000\nContent-Length: 5", "bytes 0-4/2000")]
    [InlineData("206 Part\nETag: \"v1\"\nContent-Range: bytes 0-4/*\nContent-Length: 5", "bytes 0-4/*")]
    [InlineData("206 Part\nContent-Length: 5", "206")]
    [InlineData("206 Part\nContent-Type: multipart/byteranges; boundary=a\nContent-Length: 5", "206")]
    [InlineData("200 OK\nContent-Range: bytes 5-9/10\nContent-Length: 5", "bytes 5-9/10")]
    [InlineData("200 OK\nContent-Range: bytes 0-4/2000\nContent-Length: 5", "bytes 0-4/2000")]
    [InlineData("200 OK\nContent-Range: bytes */10\nContent-Length: 5", "bytes */10")]
    [InlineData("200 OK\nContent-Range: bytes 0-9/10\nContent-Length: 5", "bytes 0-9/10")]
    [InlineData("202 Accepted\nContent-Length: 5", "202")]
    [InlineData("204 No Content", "204")]
    [InlineData("205 Reset Content\nContent-Length: 0", "205")]
    public async Task What_is_not_the_whole_file_is_none(string head, string shown)
    {
        foreach (var blocking in new[] { false, true })
        {
            await File.WriteAllTextAsync(_download.Target, "old", Test);
            var body = head.Contains("Length: 5", StringComparison.Ordinal) ? "hello"u8.ToArray() : [];
            var failure = await Assert.ThrowsAsync<ProtocolException>(
                () => _download.FetchAsync(blocking, AnswerServer.Answer(head, body)));
            Assert.Contains(shown, failure.Message, StringComparison.Ordinal);
            Assert.False(failure.IsTransient);
            Assert.Equal("old", await File.ReadAllTextAsync(_download.Target, Test));
            Assert.Single(_download.Folder.GetFiles());
        }
    }

    [Theory]
    [InlineData("206 Part\nContent-Range: bytes 0-4/5\nContent-Length: 5")]
    [InlineData("200 OK\nContent-Range: bytes 0-4/5\nContent-Length: 5")]
    [InlineData("200 OK\nContent-Range: items 0-4/100\nContent-Length: 5")]
    [InlineData("203 Changed\nContent-Length: 5")]
    public async Task What_is_the_whole_file_is_taken_whatever_it_is_called(string head)
    {
        var (file, _, _) = await _download.FetchAsync(false, AnswerServer.Answer(head, "hello"u8.ToArray()));

        Assert.Equal("hello"u8.ToArray(), file);
    }

    [Theory]
    [InlineData("200 OK\nETag: \"v1\"\nContent-Length: 800", 1200)] // The same version with another length.
    [InlineData("206 Part\nETag: \"v1\"\nContent-Range: bytes 1300-1999/2000\nContent-Length: 700", 1300)] // A gap.
    // Nothing of what is missing.
    [InlineData("206 Part\nETag: \"v1\"\nContent-Range: bytes 0-1199/2000\nContent-Length: 1200", 0)]
    [InlineData("206 Part\nETag: \"v1\"\nContent-Range: bytes 1200-1999/2001\nContent-Length: 800", 1200)]
    [InlineData("206 Part\nETag: \"v2\"\nContent-Range: bytes 1200-1999/2000\nContent-Length: 800", 1200)]
    [InlineData("206 Part\nETag: W/\"v1\"\nContent-Range: bytes 1200-1999/2000\nContent-Length: 800", 1200)]
    [InlineData("206 Part\nContent-Range: bytes 1200-1999/2000\nContent-Length: 800", 1200)] // Of which version?
    [InlineData("206 Part\nETag: \"v1\"\nContent-Range: items 1200-1999/2000\nContent-Length: 800", 1200)]
    [InlineData("206 Part\nETag: \"v1\"\nContent-Length: 800", 1200)]
    [InlineData("206 Part\nETag: \"v1\"\nContent-Type: multipart/byteranges; boundary=a\nContent-Length: 800", 1200)]
    [InlineData(
        "206 Part\nETag: \"v1\"\nContent-Encoding: gzip\nContent-Range: bytes 1200-1999/2000\nContent-Length: 800",
        1200)]
    [InlineData("206 Part\nETag: \"v1\"\nContent-Range: bytes 1200-1999/2000\nContent-Length: 700", 1300)]
    [InlineData("416 No\nContent-Range: bytes */2000\nContent-Length: 0", 2000)]
    [InlineData("204 No Content\nETag: \"v1\"", 2000)]
    [InlineData("202 Accepted\nContent-Length: 800", 1200)]
    public async Task A_wrong_part_begins_anew_once_without_a_range(string part, int from)
    {
        foreach (var blocking in new[] { false, true })
        {
            var (file, requests, _) = await _download.FetchAsync(
                blocking,
                AnswerServer.Answer(Cut, One.AsMemory(..1200)), AnswerServer.Answer(part, Two.AsMemory(from..)),
                AnswerServer.Answer(Cut, One));
            Assert.Equal(One, file);
            Assert.Equal(["", "bytes=1200-1999", ""], requests);
            File.Delete(_download.Target);

            await Assert.ThrowsAsync<ProtocolException>(() => _download.FetchAsync(
                blocking,
                AnswerServer.Answer(Cut, One.AsMemory(..1200)), AnswerServer.Answer(part, Two.AsMemory(from..)),
                AnswerServer.Answer(Cut, One.AsMemory(..1200)), AnswerServer.Answer(part, Two.AsMemory(from..))));
            Assert.Empty(_download.Folder.GetFiles());
        }
    }

    [Fact]
    public async Task A_part_with_more_than_it_announced_begins_anew()
    {
        var (file, requests, _) = await _download.FetchAsync(
            false,
            AnswerServer.Answer(Cut, One.AsMemory(..1999)),
            AnswerServer.Answer(
                "206 Part\nETag: \"v1\"\nContent-Range: bytes 1999-1999/2000\nTransfer-Encoding: chunked",
                "2\r\nxx\r\n0\r\n\r\n"u8.ToArray()),
            AnswerServer.Answer(Cut, One));

        Assert.Equal(One, file);
        Assert.Equal(["", "bytes=1999-1999", ""], requests);
    }

    [Fact]
    public async Task A_part_that_begins_earlier_is_used_as_it_is()
    {
        var (file, requests, _) = await _download.FetchAsync(
            false,
            AnswerServer.Answer(Cut, One.AsMemory(..1200)),
            AnswerServer.Answer(
                "206 Part\nETag: \"v1\"\nContent-Range: bytes 1000-1499/2000\nContent-Length: 500",
                One.AsMemory(1000..1500)),
            AnswerServer.Answer(
                "206 Part\nETag: \"v1\"\nContent-Range: bytes 1500-1999/2000\nContent-Length: 500",
                One.AsMemory(1500..)));

        Assert.Equal(One, file);
        Assert.Equal(["", "bytes=1200-1999", "bytes=1500-1999"], requests);
    }

    [Theory]
    [InlineData("Last-Modified: Sun, 22 Nov 2026 09:59:00 GMT")]
    [InlineData("Date: Sun, 22 Nov 2026 10:00:00 GMT")]
    public async Task Parts_with_another_date_or_none_are_not_joined(string fields)
    {
        // The server knows no If-Range, and the file was replaced by one of the same length.
        var (file, requests, _) = await _download.FetchAsync(
            false,
            AnswerServer.Answer($"200 OK\n{Dates}\nContent-Length: 2000", One.AsMemory(..1000)),
            AnswerServer.Answer(
                $"206 Part\n{fields}\nContent-Range: bytes 1000-1999/2000\nContent-Length: 1000", Two.AsMemory(1000..)),
            AnswerServer.Answer("200 OK\nContent-Length: 2000", Two));

        Assert.Equal(Two, file);
        Assert.Equal(["", "bytes=1000-1999", ""], requests);
    }

    [Fact]
    public async Task Parts_with_the_same_old_date_are_joined_and_a_young_date_proves_nothing()
    {
        var (file, requests, _) = await _download.FetchAsync(
            false,
            AnswerServer.Answer($"200 OK\n{Dates}\nContent-Length: 2000", One.AsMemory(..1000)),
            AnswerServer.Answer(
                $"206 Part\n{Dates}\nContent-Range: bytes 1000-1999/2000\nContent-Length: 1000", One.AsMemory(1000..)));
        Assert.Equal(One, file);
        Assert.Equal(["", "bytes=1000-1999"], requests);

        const string Young = "Last-Modified: Sun, 22 Nov 2026 09:59:01 GMT\nDate: Sun, 22 Nov 2026 10:00:00 GMT";
        (file, requests, _) = await _download.FetchAsync(
            false,
            AnswerServer.Answer($"200 OK\n{Young}\nContent-Length: 2000", One.AsMemory(..1000)),
            AnswerServer.Answer($"200 OK\n{Young}\nContent-Length: 2000", Two));
        Assert.Equal(Two, file);
        Assert.Equal(["", ""], requests);
    }

    [Fact]
    public async Task After_a_new_beginning_the_first_answer_is_forgotten()
    {
        static string Digest(byte[] file) => $"Repr-Digest: sha-256=:{Convert.ToBase64String(SHA256.HashData(file))}:";
        var (file, _, result) = await _download.FetchAsync(
            false,
            AnswerServer.Answer($"{Cut}\n{Digest(One)}\nX-Version: 1", One.AsMemory(..1200)),
            AnswerServer.Answer($"200 OK\nETag: \"v2\"\n{Digest(Two)}\nX-Version: 2\nContent-Length: 2000", Two));
        Assert.Equal(Two, file);
        Assert.Equal("2", result.Response.Headers["X-Version"]);

        // And the digest of the answer that began the file counts.
        await Assert.ThrowsAsync<DecodingException>(() => _download.FetchAsync(
            false,
            AnswerServer.Answer(Cut, One.AsMemory(..1200)),
            AnswerServer.Answer($"200 OK\nETag: \"v2\"\n{Digest(One)}\nContent-Length: 2000", Two)));
    }

    [Fact]
    public async Task In_a_folder_the_name_is_that_of_the_answer_that_began_the_file()
    {
        var answers = new AnswerServer(
            AnswerServer.Answer($"{Cut}\nContent-Disposition: attachment; filename=one.txt", One.AsMemory(..1200)),
            AnswerServer.Answer(
                "200 OK\nETag: \"v2\"\nContent-Disposition: attachment; filename=two.txt\nContent-Length: 2000", Two));
        await using var server = new RawServer(answers.ServeAsync);
        using var session = Sessions.For(server);

        var result = await session.DownloadAsync("/file", _download.Folder.FullName, null, Test);

        Assert.Equal("two.txt", Path.GetFileName(result.Path));
        Assert.Equal(Two, await File.ReadAllBytesAsync(result.Path, Test));
        Assert.Single(_download.Folder.GetFiles());
    }

    [Theory]
    [InlineData("206 Part\nETag: \"v1\"\nContent-Range: bytes {0}-{1}/2999999\nContent-Length: {2}")]
    [InlineData("206 Part\nETag: \"v2\"\nContent-Range: bytes {0}-{1}/3000000\nContent-Length: {2}")]
    [InlineData("206 Part\nETag: \"v1\"\nContent-Type: multipart/byteranges; boundary=a\nContent-Length: {2}")]
    [InlineData("416 No\nContent-Length: 0")]
    [InlineData("204 No Content")]
    public async Task A_wrong_segment_begins_anew_once_and_whole(string part)
    {
        var file = RandomNumberGenerator.GetBytes(3_000_000);
        var anew = 0;
        var answers = new AnswerServer(request =>
        {
            if (request.Field("Range") is not { } range)
            {
                Interlocked.Increment(ref anew);
                return ($"200 OK\nETag: \"v1\"\nContent-Length: {file.Length}", file);
            }

            var ends = range["bytes=".Length..].Split('-').Select(int.Parse).ToArray();
            var count = ends[1] + 1 - ends[0];
            var head = string.Format(System.Globalization.CultureInfo.InvariantCulture, part, ends[0], ends[1], count);
            return (
                head,
                head.Contains(" 206 ", StringComparison.Ordinal) ? new byte[count] : default(ReadOnlyMemory<byte>));
        })
        { Head = $"200 OK\nETag: \"v1\"\nAccept-Ranges: bytes\nContent-Length: {file.Length}\n" };
        await using var server = new RawServer(answers.ServeAsync);
        using var session = Sessions.For(server);

        await session.DownloadAsync("/file", _download.Target, new() { Segments = 3 }, Test);

        Assert.Equal(file, await File.ReadAllBytesAsync(_download.Target, Test));
        Assert.Equal(1, anew);
    }

    [Fact]
    public async Task A_file_whose_length_HEAD_tells_wrong_comes_whole()
    {
        var file = RandomNumberGenerator.GetBytes(2_500_000);
        var answers = new AnswerServer(request => request.Field("Range") is { } range
            ? (
                $"206 Part\nETag: \"v1\"\nContent-Range: bytes {range[6..]}/{file.Length}\nContent-Length: 1",
                new byte[1])
            : ($"200 OK\nETag: \"v1\"\nContent-Length: {file.Length}", file))
        { Head = "200 OK\nETag: \"v1\"\nAccept-Ranges: bytes\nContent-Length: 3000000\n" };
        await using var server = new RawServer(answers.ServeAsync);
        using var session = Sessions.For(server);

        await session.DownloadAsync("/file", _download.Target, new() { Segments = 3 }, Test);

        Assert.Equal(file, await File.ReadAllBytesAsync(_download.Target, Test));
    }

    [Fact]
    public async Task A_version_that_is_another_every_time_comes_to_an_end()
    {
        var version = 0;
        var answers = new AnswerServer(
            _ => ($"200 OK\nETag: \"{++version}\"\nContent-Length: 2000", One.AsMemory(..1200)));
        await using var server = new RawServer(answers.ServeAsync);
        using var session = Sessions.For(server);

        await Assert.ThrowsAsync<ProtocolException>(
            () => session.DownloadAsync("/file", _download.Target, new() { Retries = 1 }, Test));

        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_part_that_is_cut_itself_is_gone_on_with()
    {
        static string Part(int from) =>
            $"206 Part\nETag: \"v1\"\nContent-Range: bytes {from}-1999/2000\nContent-Length: {2000 - from}";
        var (file, requests, result) = await _download.FetchAsync(
            false,
            AnswerServer.Answer(
                "200 OK\nETag: \"v1\"\nTransfer-Encoding: chunked", "4\r\n"u8.ToArray().Concat(One[..4]).ToArray()),
            AnswerServer.Answer(Part(4), One.AsMemory(4..900)),
            AnswerServer.Answer(Part(900), One.AsMemory(900..)));

        Assert.Equal(One, file);
        Assert.Equal(["", "bytes=4-", "bytes=900-1999"], requests);
        Assert.Equal(2000, result.BytesReceived);
    }

    [Fact]
    public async Task A_server_that_always_cuts_at_the_same_place_comes_to_an_end()
    {
        // Without a validator each try begins anew; what comes again is no progress.
        var answers = new AnswerServer(AnswerServer.Answer("200 OK\nContent-Length: 2000", One.AsMemory(..1200)));
        await using var server = new RawServer(answers.ServeAsync);
        using var session = Sessions.For(server);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Test);
        patience.CancelAfter(TimeSpan.FromSeconds(20));

        var failure = await Assert.ThrowsAsync<ProtocolException>(
            () => session.DownloadAsync("/file", _download.Target, new() { Retries = 1 }, patience.Token));

        Assert.Equal(HttpRequestError.ResponseEnded, failure.HttpRequestError);
        Assert.Equal(3, server.Requests.Count); // One that brings something, and two in a row that bring nothing new.
    }
}
