using System.IO.Compression;
using System.Text;

namespace Peregrine;

/// <summary>What a streamed response is until its body is read, and after.</summary>
public sealed class StreamedResponseTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_body_can_be_asked_for_only_after_Read()
    {
        var response = await Streamed.TextAsync("{\"a\":", "1}");

        Assert.Equal(200, response.StatusCode);
        foreach (var ask in new Action[]
        {
            () => _ = response.Bytes,
            () => _ = response.Text,
            () => response.Json(),
            () => response.Json<object>(),
        })
        {
            Assert.Contains("Read()", Assert.Throws<InvalidOperationException>(ask).Message, StringComparison.Ordinal);
        }

        Assert.Same(response, await response.ReadAsync(Test));
        Assert.Equal("{\"a\":1}", response.Text);
        Assert.Equal(1, (int)response.Json()["a"]!);
        Assert.Same(response, response.Read());
        Assert.Equal(7, response.BytesReceived);
        response.Dispose();
        Assert.Equal(7, response.Bytes.Length);
    }

    [Fact]
    public async Task It_is_read_by_blocking_and_asynchronous_readers_alike()
    {
        Assert.Equal("ab", (await Streamed.TextAsync("a", "b")).Read().Text);
        Assert.Equal("ab", string.Concat(
            (await Streamed.TextAsync("a", "b")).Chunks().Select(chunk => Encoding.UTF8.GetString(chunk.Span))));
    }

    [Fact]
    public async Task Reading_it_twice_is_an_error_that_names_the_first_reader()
    {
        var response = await Streamed.TextAsync("a\nb");
        Assert.Equal("a", response.Lines().First());

        foreach (var again in new Action[]
        {
            () => _ = response.Chunks().Count(), () => _ = response.Lines().ToList(),
            () => response.AsStream(), () => response.Read(), () => _ = response.Text,
        })
        {
            Assert.Contains(
                "Lines()", Assert.Throws<InvalidOperationException>(again).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_disposed_one_can_not_be_read()
    {
        var stream = new PiecesStream(["a"u8.ToArray()]);
        var response = await Streamed.OfAsync(stream);
        await response.DisposeAsync();

        Assert.True(stream.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => response.Lines().ToList());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => response.ReadAsync(Test));
    }

    [Fact]
    public async Task A_failure_comes_again_for_who_reads_on()
    {
        var response = await Streamed.OfAsync(new PiecesStream(["ab"u8.ToArray()], new IOException("gone")));
        await using var stream = response.AsStream();
        var buffer = new byte[10];

        Assert.Equal(2, await stream.ReadAtLeastAsync(buffer, 1, cancellationToken: Test));
        var failure = await Assert.ThrowsAsync<ProtocolException>(
            async () => await stream.ReadAtLeastAsync(buffer, 1, cancellationToken: Test));
        Assert.Same(failure, Assert.Throws<ProtocolException>(() => stream.Read(buffer)));
        Assert.Equal(response.Request, failure.Request);
    }

    [Fact]
    public async Task As_a_stream_it_reads_both_ways_and_closes_the_response()
    {
        var source = new PiecesStream(["ab"u8.ToArray(), "cd"u8.ToArray(), "e"u8.ToArray()]);
        var response = await Streamed.OfAsync(source);
        using (var reader = new StreamReader(response.AsStream()))
        {
            Assert.Equal("abcde", await reader.ReadToEndAsync(Test));
        }

        Assert.True(source.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => response.Lines().ToList());
    }

    [Fact]
    public async Task Chunks_are_decoded_and_raw_chunks_are_not()
    {
        var coded = Gzip("hello");
        var decoded = await Streamed.OfAsync(new PiecesStream(coded.Chunk(3)), contentEncoding: "gzip");
        var raw = await Streamed.OfAsync(new PiecesStream(coded.Chunk(3)), contentEncoding: "gzip");

        Assert.Equal("hello"u8.ToArray(), decoded.Chunks().SelectMany(chunk => chunk.ToArray()));
        Assert.Equal(coded, raw.RawChunks().SelectMany(chunk => chunk.ToArray()));
        Assert.Equal(coded.Length, decoded.BytesReceived);
        Assert.Equal(coded.Length, raw.BytesReceived);
    }

    [Fact]
    public async Task A_limit_that_was_set_counts_decoded_bytes()
    {
        var coded = Gzip(new string('x', 100_000));
        foreach (var blocking in new[] { false, true })
        {
            var response = await Streamed.OfAsync(
                new PiecesStream([coded]), contentEncoding: "gzip", options: new() { MaxResponseBytes = 99_999 });

            var failure = await Assert.ThrowsAsync<ProtocolException>(
                () => Streamed.ListAsync(blocking, response.Chunks, () => response.ChunksAsync()));

            Assert.Equal(HttpRequestError.ConfigurationLimitExceeded, failure.HttpRequestError);
        }
    }

    [Fact]
    public async Task An_error_has_its_body_when_success_was_demanded()
    {
        var one = await Streamed.OfAsync(new PiecesStream(["no"u8.ToArray()]), status: 404);
        var other = await Streamed.OfAsync(new PiecesStream(["no"u8.ToArray()]), status: 404);
        var cut = await Streamed.OfAsync(new PiecesStream(["n"u8.ToArray()], new IOException("gone")), status: 404);

        Assert.Equal("no", Assert.Throws<StatusException>(one.EnsureSuccess).Response.Text);
        Assert.Equal("no", (await Assert.ThrowsAsync<StatusException>(other.EnsureSuccessAsync)).Response.Text);
        Assert.Equal("", Assert.Throws<StatusException>(cut.EnsureSuccess).Response.Text);
    }

    [Fact]
    public async Task One_that_was_read_whole_can_be_read_by_every_reader_again_and_again()
    {
        var response = await (await Streamed.TextAsync("{\"n\":1}\n{\"n\":2}")).ReadAsync(Test);

        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(2, response.Lines().Count());
            Assert.Equal(15, response.Chunks().Sum(chunk => chunk.Length));
            Assert.Equal(15, response.RawChunks().Sum(chunk => chunk.Length));
            Assert.Equal(2, response.JsonLines<object>().Count());
            Assert.Equal(15, response.AsStream().Length);
        }
    }

    [Fact]
    public async Task Cancelling_a_reader_ends_it_with_its_own_token()
    {
        using var caller = new CancellationTokenSource();
        var response = await Streamed.TextAsync("a\n", "b\n");
        var end = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var line in response.LinesAsync(caller.Token))
            {
                Assert.Equal("a", line);
                await caller.CancelAsync();
            }
        });

        Assert.Equal(caller.Token, end.CancellationToken);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_saved_whole_or_not_at_all(bool blocking)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "file.bin");
        await File.WriteAllTextAsync(path, "old", Test);
        var cut = await Streamed.OfAsync(new PiecesStream(["ne"u8.ToArray()], new IOException("gone")));
        var whole = await Streamed.TextAsync("ne", "w");

        await Assert.ThrowsAsync<ProtocolException>(() => SaveAsync(cut));
        Assert.Equal("old", await File.ReadAllTextAsync(path, Test));
        await SaveAsync(whole);
        Assert.Equal("new", await File.ReadAllTextAsync(path, Test));
        Assert.Single(Directory.GetFiles(folder.Path));

        Task SaveAsync(Response response) =>
            blocking ? Task.Run(() => response.Save(path), Test) : response.SaveAsync(path, Test);
    }

    private static byte[] Gzip(string text)
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return coded.ToArray();
    }
}
