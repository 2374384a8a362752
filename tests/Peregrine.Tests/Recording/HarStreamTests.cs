namespace Peregrine;

/// <summary>A streamed body is recorded as its reader reads it.</summary>
public sealed class HarStreamTests(RecordingBin bin) : IClassFixture<RecordingBin>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("calls.har");

    public static TheoryData<bool, int> Ways => RecordingBin.Ways;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task One_that_is_read_to_its_end(bool blocking, int version)
    {
        var lines = new List<string>();
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            using var response = await RecordingBin.StreamAsync(session, blocking, "/stream/5");
            Assert.Empty(HarFile.Read(Har).Entries);
            lines.AddRange(await Streamed.ListAsync(blocking, response.Lines, () => response.LinesAsync()));
            Assert.Single(HarFile.Read(Har).Entries); // Before anything is disposed.
        }

        var recorded = Assert.Single(HarFile.Read(Har).Entries).Response;
        Assert.Equal(5, lines.Count);
        Assert.Equal(string.Join('\n', lines) + "\n", recorded.Text);
        Assert.False(recorded.IsCut);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task One_that_is_read_whole(bool blocking, int version)
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            using var response = await RecordingBin.StreamAsync(session, blocking, "/gzip");
            _ = blocking ? response.Read() : await response.ReadAsync();
            Assert.Contains("gzipped", response.Text, StringComparison.Ordinal);
        }

        var recorded = Assert.Single(HarFile.Read(Har).Entries).Response;
        Assert.Contains("gzipped", recorded.Text, StringComparison.Ordinal);
        Assert.False(recorded.IsCut);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_its_reader_leaves_is_not_in_the_file(bool blocking)
    {
        using var server = new PiecesServer([[.. "one\n"u8], [.. "two\n"u8], [.. "three\n"u8]]);
        using (var har = new HarRecorder(Har))
        using (var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { har.Record } }))
        {
            using var response = await RecordingBin.StreamAsync(session, blocking, "http://h.test/");
            if (blocking)
            {
                Assert.Equal("one", response.Lines().First());
            }
            else
            {
                await foreach (var line in response.LinesAsync())
                {
                    Assert.Equal("one", line);
                    break;
                }
            }
        }

        var recorded = Assert.Single(HarFile.Read(Har).Entries).Response;
        Assert.Equal(("one\n", true), (recorded.Text, recorded.IsCut));
        Assert.Contains("left early", recorded.Comment, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_still_read_when_the_recording_ends_is_there_as_far_as_it_came()
    {
        using var server = new PiecesServer([[.. "one\n"u8], [.. "two\n"u8]]);
        var har = new HarRecorder(Har);
        using var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { har.Record } });
        await using var response = await session.StreamAsync(HttpMethod.Get, "http://h.test/");
        await using var lines = response.LinesAsync().GetAsyncEnumerator();
        await lines.MoveNextAsync();

        await har.DisposeAsync();

        Assert.True(await lines.MoveNextAsync());
        Assert.False(await lines.MoveNextAsync());
        var recorded = Assert.Single(HarFile.Read(Har).Entries).Response;
        Assert.Equal(("one\n", true), (recorded.Text, recorded.IsCut));
    }

    [Fact]
    public async Task One_that_breaks_off_is_there_with_the_reason()
    {
        using var server = new FakeServer(_ => new HttpResponseMessage
        {
            Content = new StreamContent(new BrokenStream("abc"u8.ToArray())),
        });
        using (var har = new HarRecorder(Har))
        using (var session = new HttpSession(new() { Transport = server, NetworkMiddleware = { har.Record } }))
        {
            await using var response = await session.StreamAsync(HttpMethod.Get, "http://h.test/");
            await Assert.ThrowsAsync<ProtocolException>(async () => await response.ReadAsync());
        }

        var entry = Assert.Single(HarFile.Read(Har).Entries);
        Assert.Equal(("abc", true), (entry.Response.Text, entry.Response.IsCut));
        Assert.StartsWith("ProtocolException: ", entry.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_a_hook_reads_first_says_so()
    {
        using var server = new PiecesServer([[.. "one\n"u8]]);
        using (var har = new HarRecorder(Har))
        using (var session = new HttpSession(new()
        {
            Transport = server,
            NetworkMiddleware = { har.Record },
            OnResponse = response => response.AsStream().ReadByte(),
        }))
        {
            await using var response = await session.StreamAsync(HttpMethod.Get, "http://h.test/");
        }

        var recorded = Assert.Single(HarFile.Read(Har).Entries).Response;
        Assert.Equal(("", true), (recorded.Text, recorded.IsCut));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_handler_and_a_download_record_too(bool blocking, int version)
    {
        var target = _folder.At("file.bin");
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        using (var client = session.AsHttpClient())
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, "get");
            using var reply = blocking ? client.Send(message) : await client.SendAsync(message);
            Assert.Contains("/get", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            _ = blocking
                ? session.Download("/bytes/300000", target)
                : await session.DownloadAsync("/bytes/300000", target);
        }

        var entries = HarFile.Read(Har).Entries;
        Assert.Contains("/get", entries[0].Response.Text, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(target), entries[1].Response.Bytes);
    }

    private sealed class BrokenStream(byte[] bytes) : Stream
    {
        private bool _isGiven;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_isGiven)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
            }

            _isGiven = true;
            bytes.CopyTo(buffer, offset);
            return bytes.Length;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
