using System.Text.Json;

namespace Peregrine;

/// <summary>The file of a recording while it is written.</summary>
public sealed class HarLogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("calls.har");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_whole_behind_each_entry()
    {
        using var har = new HarRecorder(Har);
        using var session = Session(har);
        for (var i = 0; i < 3; i++)
        {
            using (var json = JsonDocument.Parse(File.ReadAllBytes(Har)))
            {
                Assert.Equal(i, json.RootElement.GetProperty("log").GetProperty("entries").GetArrayLength());
            }

            await session.GetAsync($"http://h.test/{i}");
        }
    }

    [Fact]
    public async Task A_crash_in_the_middle_of_a_write_leaves_a_file_that_opens()
    {
        byte[] whole;
        long before;
        using (var har = new HarRecorder(Har))
        using (var session = Session(har))
        {
            await session.GetAsync("http://h.test/0");
            before = new FileInfo(Har).Length - "\n]}}\n".Length; // The next entry begins there.
            await session.GetAsync("http://h.test/1");
            whole = File.ReadAllBytes(Har);
        }

        for (var length = (int)before; length < whole.Length; length++)
        {
            var torn = HarFile.Parse(whole.AsMemory(0, length), "torn.har");

            Assert.True(torn.IsTorn || length >= whole.Length - 2);
            Assert.InRange(torn.Entries.Count, 1, 2);
            Assert.Equal("http://h.test/0", torn.Entries[0].Request.Url);
        }

        Assert.Equal(2, HarFile.Parse((byte[])[.. whole[..^5], 0, 0, 0], "a").Entries.Count);
    }

    [Fact]
    public async Task A_full_disk_disturbs_no_call_and_is_told_in_the_end()
    {
        var isFull = false;
        var har = new HarRecorder(Har, append: false, (file, bytes, offset) =>
        {
            if (isFull)
            {
                RandomAccess.Write(file, bytes[..(bytes.Length / 2)], offset);
                throw new IOException("No space left on device");
            }

            RandomAccess.Write(file, bytes, offset);
        });
        using var session = Session(har);
        await session.GetAsync("http://h.test/0");
        isFull = true;
        Assert.Equal(200, (await session.GetAsync("http://h.test/1")).StatusCode);
        Assert.Equal("No space left on device", har.Failure!.Message);
        Assert.False(HarFile.Read(Har).IsTorn);
        isFull = false;
        await session.GetAsync("http://h.test/2");

        var failure = Assert.Throws<IOException>(har.Dispose);

        Assert.Contains("lacks 1 of 3 sends: No space left on device", failure.Message, StringComparison.Ordinal);
        Assert.Equal(
            ["http://h.test/0", "http://h.test/2"], HarFile.Read(Har).Entries.Select(entry => entry.Request.Url));
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_told_at_once()
    {
        Assert.ThrowsAny<IOException>(() => new HarRecorder(_folder.At("none/calls.har")));
        await File.WriteAllTextAsync(Har, "{\"a\":1}");
        Assert.Throws<InvalidDataException>(() => new HarRecorder(Har, append: true));
        Assert.Equal("{\"a\":1}", await File.ReadAllTextAsync(Har));
    }

    [Fact]
    public async Task Entries_end_in_the_order_in_which_they_began()
    {
        var first = new TaskCompletionSource();
        using var server = new FakeServer(_ => FakeServer.Reply(200));
        using (var har = new HarRecorder(Har))
        using (var session = new HttpSession(new()
        {
            Transport = server,
            NetworkMiddleware =
            {
                har.Record,
                async (request, next) =>
                {
                    if (request.Url.AbsolutePath == "/slow")
                    {
                        await first.Task;
                    }

                    return await next.SendAsync(request);
                },
            },
        }))
        {
            var slow = session.GetAsync("http://h.test/slow");
            await session.GetAsync("http://h.test/quick");
            first.SetResult();
            await slow;
            Assert.Equal(["/quick", "/slow"], InFile());
        }

        Assert.Equal(["/slow", "/quick"], InFile());
    }

    [Fact]
    public async Task Entries_that_are_there_can_be_kept()
    {
        const string Foreign = """
            { "log": { "entries": [ { "request": { "url": "http://h.test/old" }, "_own": { "a": [1] } } ],
            "version": "1.2" } }
            """;
        await File.WriteAllTextAsync(Har, Foreign);
        using (var har = new HarRecorder(Har, append: true))
        using (var session = Session(har))
        {
            Assert.Single(HarFile.Read(Har).Entries);
            await session.GetAsync("http://h.test/new");
        }

        Assert.Equal(["/old", "/new"], InFile());
        Assert.Contains("\"_own\": { \"a\": [1] }", await File.ReadAllTextAsync(Har), StringComparison.Ordinal);
        using (new HarRecorder(_folder.At("other.har"), append: true))
        {
            Assert.Empty(HarFile.Read(_folder.At("other.har")).Entries);
        }
    }

    [Fact]
    public async Task The_clock_is_the_sessions()
    {
        var time = new FakeTime();
        using (var har = new HarRecorder(Har))
        using (var server = new FakeServer(_ => FakeServer.Reply(200)))
        using (var session = new HttpSession(new()
        {
            Transport = server,
            TimeProvider = time,
            NetworkMiddleware = { har.Record },
        }))
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await session.GetAsync("http://h.test/");
        }

        Assert.Equal(FakeTime.Start.AddMinutes(1), Assert.Single(HarFile.Read(Har).Entries).StartedAt);
    }

    private static HttpSession Session(HarRecorder har) =>
        new(new() { Transport = new FakeServer(_ => FakeServer.Reply(200, "ok")), NetworkMiddleware = { har.Record } });

    private IEnumerable<string> InFile()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Har));
        return [.. json.RootElement.GetProperty("log").GetProperty("entries").EnumerateArray()
            .Select(entry => new Uri(entry.GetProperty("request").GetProperty("url").GetString()!).AbsolutePath)];
    }
}
