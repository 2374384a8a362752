namespace Peregrine;

public sealed class BodyTests
{
    [Fact]
    public void A_text_is_in_the_charset_of_its_type()
    {
        Assert.Equal([0xE9], Body.Text("é", "text/plain; charset=iso-8859-1").InMemory!.Value.ToArray());
        Assert.Equal([0xC3, 0xA9], Body.Text("é").InMemory!.Value.ToArray());
        Assert.Throws<ArgumentException>(() => Body.Text("é", "text/plain; charset=bogus"));
    }

    [Fact]
    public void Says_whether_it_can_be_sent_twice()
    {
        using var stream = new MemoryStream([1, 2, 3]);
        stream.Position = 1;

        Assert.True(Body.Bytes(new byte[] { 1 }).IsReplayable);
        Assert.False(Body.Stream(stream).IsReplayable);
        Assert.Equal(2, Body.Stream(stream).Length);
        Assert.Null(Body.Chunks(AsyncEnumerable.Empty<byte[]>()).Length);
    }

    [Fact]
    public void A_stream_is_sent_from_where_it_stands_and_once()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        using var stream = new MemoryStream("abc"u8.ToArray());
        stream.Position = 1;
        var body = Body.Stream(stream);

        session.Post("http://h.example/", new() { Body = body });

        Assert.Equal("bc", server.Sent[0].Body);
        Assert.Throws<InvalidOperationException>(() => session.Post("http://h.example/", new() { Body = body }));
    }

    [Fact]
    public async Task Chunks_are_sent_as_they_come_blocking_or_not()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });

        await session.PostAsync(
            "http://h.example/", new() { Body = Body.Chunks(Numbers()) }, TestContext.Current.CancellationToken);
        session.Post("http://h.example/", new() { Body = Body.Chunks(Numbers()) });

        Assert.Equal(["012", "012"], server.Sent.Select(sent => sent.Body));

        static async IAsyncEnumerable<byte[]> Numbers()
        {
            for (var i = 0; i < 3; i++)
            {
                await Task.Yield();
                yield return [(byte)('0' + i)];
            }
        }
    }

    [Fact]
    public void A_boundary_has_128_bits_of_the_source_and_needs_no_quotes()
    {
        Assert.Equal("00010203040506070809101112131415", Boundary.New(
            bytes => Enumerable.Range(0, 16).Select(i => Convert.ToByte($"{i:00}", 16)).ToArray().CopyTo(bytes)));
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => Boundary.New()).Distinct().Count());
    }

    [Fact]
    public void Names_of_parts_escape_only_what_the_standard_says() =>
        Assert.Equal("a%22b%0D%0Ac\\ü%", DispositionText.EscapedOfPart("a\"b\r\nc\\ü%"));

    [Fact]
    public void A_multipart_knows_its_length_and_part_headers_are_checked()
    {
        var files = new FormFiles { ["f"] = Upload.Text("content", "a.txt") };

        var body = new MultipartBody(new FormValues { ["d"] = 1 }, files, "B");

        const string written = "--B\r\nContent-Disposition: form-data; name=\"d\"\r\n\r\n1\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\n"
            + "content\r\n--B--\r\n";
        Assert.Equal(written.Length, body.Length);
        Assert.Throws<ArgumentException>(() => Upload.Text("x", contentType: "text/plain\r\nX: y"));
        Assert.Throws<ArgumentException>(() => Upload.Text("x").Headers["X"] = "a\nb");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_read_as_it_is_when_a_handler_sends_it(bool blocking)
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        var path = Path.GetTempFileName();
        var (body, part) = (Body.File(path), Upload.File(path, "a.txt"));
        await File.WriteAllTextAsync(path, "written later", TestContext.Current.CancellationToken);

        await SendAsync(new() { Body = body });
        await SendAsync(new() { Files = { ["f"] = part } });
        File.Delete(path);

        Assert.Equal("written later", server.Sent[0].Body);
        Assert.Contains("\r\n\r\nwritten later\r\n--", server.Sent[1].Body, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FileNotFoundException>(() => SendAsync(new() { Body = body }));
        await Assert.ThrowsAsync<FileNotFoundException>(() => SendAsync(new() { Files = { ["f"] = part } }));
        Assert.Equal(2, server.Sent.Count);
        Assert.Null(body.Length);

        async Task SendAsync(RequestOptions options) => _ = blocking
            ? await Task.Run(() => session.Post("http://h.example/", options))
            : await session.PostAsync("http://h.example/", options, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void A_stream_of_a_form_is_measured_when_it_is_sent()
    {
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using var session = new HttpSession(new() { Transport = server });
        using var stream = new MemoryStream();
        var options = new RequestOptions { Files = { ["f"] = Upload.Stream(stream) } };
        stream.Write("filled later"u8);
        stream.Position = 0;

        session.Post("http://h.example/", options);

        Assert.Contains("\r\n\r\nfilled later\r\n--", server.Sent[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_past_its_end_has_no_length_below_nothing()
    {
        using var stream = new MemoryStream([1, 2, 3]);
        stream.Position = 5;

        Assert.Equal(0, Body.Stream(stream).Length);
    }

    [Fact]
    public void A_folder_is_no_file() => Assert.Throws<FileNotFoundException>(() => Body.File(Path.GetTempPath()));

    [Fact]
    public void A_missing_file_is_the_file_systems_own_exception() =>
        Assert.Throws<FileNotFoundException>(() => Upload.File("/nowhere/at all"));
}
