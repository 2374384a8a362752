using System.Globalization;
using static Peregrine.Uploading;

namespace Peregrine;

/// <summary>Files arrive as they are when they are sent, whatever they were when the body was made.</summary>
public sealed class FileUploadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("peregrine-upload-").FullName;

    public static TheoryData<bool, bool> Modes => Uploading.Modes;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_file_that_was_written_after_the_body_was_made_arrives_whole(bool blocking, bool http2)
    {
        var path = FileOf("");
        var body = Body.File(path, "text/csv");
        await File.WriteAllTextAsync(path, "id;total\n1;5\n", Test);

        var request = await SentAsync(blocking, http2, new() { Body = body });

        Assert.Equal("id;total\n1;5\n", TextOf(request));
        Assert.Equal("13", request.Field("Content-Length"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_file_of_a_form_has_its_length_taken_each_time_it_is_sent(bool blocking, bool http2)
    {
        var path = FileOf("first");
        var options = new RequestOptions { Files = { ["f"] = Upload.File(path, "f.txt") } };
        await using var server = Server(http2);
        using var session = Session(server, http2);

        foreach (var text in new[] { "first", "the second is longer", "3", new string('x', 200_000), "" })
        {
            await File.WriteAllTextAsync(path, text, Test);
            await session.SendAsync(blocking, HttpMethod.Post, "/", options, Test);

            var sent = server.Requests[^1];
            Assert.Contains($"\r\n\r\n{text}\r\n--", TextOf(sent), StringComparison.Ordinal);
            Assert.Equal(sent.Body.Length.ToString(CultureInfo.InvariantCulture), sent.Field("Content-Length"));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_link_to_a_file_has_the_length_of_the_file(bool blocking, bool http2)
    {
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, FileOf("12345"));

        var request = await SentAsync(blocking, http2, new() { Body = Body.File(link) });

        Assert.Equal(("12345", "5"), (TextOf(request), request.Field("Content-Length")));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_file_whose_length_the_system_does_not_know_arrives_whole_and_as_often_as_it_is_sent(
        bool blocking, bool http2)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has /proc.");
        var link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "/proc/version");
        await using var server = Server(http2);
        using var session = Session(server, http2);

        foreach (var path in new[] { "/proc/version", link })
        {
            var body = Body.File(path);
            for (var i = 0; i < 2; i++)
            {
                await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = body }, Test);
                Assert.Equal(await File.ReadAllTextAsync("/proc/version", Test), TextOf(server.Requests[^1]));
                Assert.Null(server.Requests[^1].Field("Content-Length"));
                Assert.Equal(http2 ? null : "chunked", server.Requests[^1].Field("Transfer-Encoding"));
            }

            Assert.Null(body.Length);
            Assert.True(body.IsReplayable);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_file_that_is_shorter_than_the_system_says_arrives_whole(bool blocking, bool http2)
    {
        const string Path = "/sys/kernel/mm/transparent_hugepage/enabled"; // 4,096 bytes, says the system.
        Assert.SkipUnless(File.Exists(Path), $"This system has no {Path}.");

        var request = await SentAsync(blocking, http2, new() { Body = Body.File(Path) });

        Assert.Equal(await File.ReadAllTextAsync(Path, Test), TextOf(request));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task An_empty_file_and_an_empty_device_say_that_they_are_empty(bool blocking, bool http2)
    {
        foreach (var path in new[] { FileOf(""), OperatingSystem.IsLinux() ? "/dev/null" : FileOf("") })
        {
            var request = await SentAsync(
                blocking, http2, new() { Body = Body.File(path), ExpectContinue = TimeSpan.FromSeconds(30) });

            Assert.Equal(
                ("", "0", null),
                (TextOf(request), request.Field("Content-Length"), request.Field("Transfer-Encoding")));
            Assert.Null(request.Field("Expect"));
        }
    }

    [Theory]
    [InlineData(false, 99_999, "shorter")]
    [InlineData(true, 99_999, "shorter")]
    [InlineData(false, 0, "shorter")]
    [InlineData(false, 100_001, "longer")]
    [InlineData(true, 100_001, "longer")]
    [InlineData(false, 300_000, "longer")]
    public async Task A_file_that_changes_while_it_is_sent_is_an_error_that_says_so(
        bool blocking, int size, string expected)
    {
        var path = FileOf(new string('x', 100_000));
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await File.WriteAllTextAsync(path, new string('y', size), Test);
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            connection.Note((await ReceivedAsync(connection)).ToString(CultureInfo.InvariantCulture));
        });
        using var session = Sessions.For(server, options => options.ExpectContinue = TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<IOException>(
            () => session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.File(path) }, Test));

        Assert.Contains($"'{path}' became {expected} while it was sent", failure.Message, StringComparison.Ordinal);
        // No server takes it for whole.
        Assert.True(long.Parse(await server.Notes.NextAsync(), CultureInfo.InvariantCulture) < 100_000);
        Assert.Equal(0, session.GetPoolSnapshot().Open);
    }

    [Fact]
    public async Task Files_of_a_form_that_change_by_as_much_as_each_other_are_an_error()
    {
        var (grows, shrinks) = (FileOf(new string('g', 70_000)), FileOf(new string('s', 70_000)));
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadHeadAsync();
            await File.WriteAllTextAsync(grows, new string('g', 70_010), Test);
            await File.WriteAllTextAsync(shrinks, new string('s', 69_990), Test);
            await connection.SendAsync("HTTP/1.1 100 Continue\r\n\r\n");
            await connection.SkipAsync(long.MaxValue);
        });
        using var session = Sessions.For(server, options => options.ExpectContinue = TimeSpan.FromSeconds(30));

        var failure = await Assert.ThrowsAsync<IOException>(() => session.PostAsync(
            "/", new() { Files = { ["g"] = Upload.File(grows), ["s"] = Upload.File(shrinks) } }, Test));

        Assert.Contains($"'{grows}' became longer", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_file_that_is_gone_is_a_missing_file_and_no_server_hears_of_it(bool blocking, bool http2)
    {
        var path = FileOf("x");
        var (whole, coded, part) = (Body.File(path), Body.File(path), Upload.File(path));
        File.Delete(path);
        await using var server = Server(http2);
        using var session = Session(server, http2);

        foreach (var options in new RequestOptions[]
        {
            new() { Body = whole },
            new() { Body = coded, Compress = ContentCoding.Gzip },
            new() { Body = whole, UploadProgress = new Progress<Transfer>() },
            new() { Files = { ["f"] = part } },
        })
        {
            var failure = await Assert.ThrowsAsync<FileNotFoundException>(
                () => session.SendAsync(blocking, HttpMethod.Post, "/", options, Test));
            Assert.Equal((path, $"There is no file '{path}' to send."), (failure.FileName, failure.Message));
        }

        Assert.Empty(server.Requests);
        Assert.Equal(0, session.GetPoolSnapshot().InUse);
        await session.SendAsync(blocking, HttpMethod.Post, "/", new() { Body = Body.Text("on") }, Test);
        Assert.Equal("on", TextOf(Assert.Single(server.Requests)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_stream_that_was_filled_after_the_body_was_made_arrives_whole(bool blocking, bool http2)
    {
        using var stream = new MemoryStream();
        var body = Body.Stream(stream);
        stream.Write("filled later"u8);
        stream.Position = 0;

        var request = await SentAsync(blocking, http2, new() { Body = body });

        Assert.Equal(("filled later", "12"), (TextOf(request), request.Field("Content-Length")));
    }

    [Fact]
    public async Task Progress_tells_the_length_that_is_sent()
    {
        var path = FileOf("x");
        var told = new List<Transfer>();
        var options = new RequestOptions { Body = Body.File(path), UploadProgress = new Told(told) };
        await File.WriteAllTextAsync(path, new string('x', 200_000), Test);

        await SentAsync(blocking: false, http2: false, options);

        Assert.All(told, transfer => Assert.Equal(200_000, transfer.Total));
    }

    // Until the end of the connection, which may be a reset.
    private static async Task<long> ReceivedAsync(RawConnection connection)
    {
        var total = 0L;
        try
        {
            while (await connection.SkipSomeAsync() is var read && read > 0)
            {
                total += read;
            }
        }
        catch (IOException)
        {
            // That is an end too.
        }

        return total;
    }

    private string FileOf(string text)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(path, text);
        return path;
    }
}
