using System.Text;

namespace Peregrine;

/// <summary>No secret reaches the file: in its own place, or wherever else it stands.</summary>
public sealed class HarSecretTests(RecordingBin bin) : IClassFixture<RecordingBin>, IDisposable
{
    private const string Mark = "s3cr3t+MARK/1";
    private readonly TemporaryFolder _folder = new();

    private string Har => _folder.At("calls.har");

    public static TheoryData<bool, int> Ways => RecordingBin.Ways;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string, bool> Options
    {
        get
        {
            var rows = new TheoryData<string, string, bool>();
            foreach (var name in Sends.Keys)
            {
                rows.Add(name, "", true);
                rows.Add(name, "", false);
            }

            return rows;
        }
    }

    // httpbin answers with all that it was sent, so each secret stands in the body of the response too.
    private static Dictionary<string, Func<RequestOptions>> Sends { get; } = new(StringComparer.Ordinal)
    {
        ["bearer"] = () => new() { Auth = Auth.Bearer(Mark) },
        ["basic"] = () => new() { Auth = Auth.Basic("alice", Mark) },
        ["header"] = () => new() { Headers = { ["Authorization"] = "Custom " + Mark } },
        ["key of any name"] = () => new() { Auth = Auth.ApiKey("X-Any", Mark) },
        ["key in the query"] = () => new() { Auth = Auth.ApiKeyQuery("any", Mark) },
        ["key in a cookie"] = () => new() { Auth = Auth.ApiKeyCookie("any", Mark.Replace('+', 'p')) },
        ["query"] = () => new() { Query = { ["access_token"] = Mark } },
        ["key"] = () => new() { Query = { ["key"] = Mark } },
        ["cookie"] = () => new() { Cookies = { ["theme"] = Mark.Replace('+', 'p') } },
        ["form"] = () => new() { Form = { ["password"] = Mark, ["again"] = Mark } },
        ["multipart"] = () => new()
        {
            Form = { ["password"] = Mark },
            Files = { ["f"] = Upload.Text("x " + Mark, "a.txt") },
        },
        ["JSON"] = () => new() { Json = new { user = new { client_secret = Mark }, note = "it is " + Mark } },
        ["JSON inside JSON"] = () => new() { Json = new { inner = $$"""{"password":"{{Mark}}"}""" } },
        ["array"] = () => new() { Json = new { tokens = new[] { Mark } } },
        ["text"] = () => new() { Body = Body.Text($"grant_type=x&assertion={Mark}"), Query = { ["q"] = Mark } },
        ["Base64"] = () => new()
        {
            Auth = Auth.Bearer(Mark),
            Body = Body.Text(Convert.ToBase64String(Encoding.UTF8.GetBytes("user:" + Mark))),
        },
        ["binary"] = () => new()
        {
            Auth = Auth.Bearer(Mark),
            Body = Body.Bytes((byte[])[0xff, 0, 1, .. Encoding.UTF8.GetBytes(Mark), 0xfe]),
        },
        ["UTF-16"] = () => new()
        {
            Body = Body.Text($$"""{"password":"{{Mark}}"}""", "application/json; charset=utf-16"),
        },
        ["UTF-16 without a mark"] = () => new()
        {
            Body = Body.Bytes(Encoding.BigEndianUnicode.GetBytes($$"""{"password":"{{Mark}}"}"""), "application/json"),
        },
        ["other fields"] = () => new()
        {
            Auth = Auth.Bearer(Mark),
            Headers = { ["X-Copy"] = $"<{Mark}>", ["Referer"] = $"https://h/?a={Mark}" },
        },
        ["an escaped name"] = () => new() { Query = { ["user[password]"] = Mark } },
        ["userinfo"] = () => new() { Headers = { ["X-Url"] = $"https://alice:{Uri.EscapeDataString(Mark)}@h.test/" } },
        ["a name of the program's own"] = () => new() { Json = new { licence = Mark }, Query = { ["Licence"] = Mark } },
        ["gzip"] = () => new() { Json = new { password = Mark }, Compress = ContentCoding.Gzip },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task A_secret_and_its_echo(string name, string path, bool blocking)
    {
        foreach (var version in new[] { 1, 2 })
        {
            using (var har = new HarRecorder(Har) { SecretNames = { "licence" } })
            using (var session = bin.Session(version, har.Record))
            {
                var response = await RecordingBin.PostAsync(session, blocking, "/anything" + path, Sends[name]());
                Assert.Equal(200, response.StatusCode);
                Assert.False(IsHidden(response.Text) && name is "bearer" or "form"); // It is in the answer.
            }

            AssertHidden();
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_cookie_that_a_server_sets_and_all_that_follows(bool blocking, int version)
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(version, har.Record))
        {
            await RecordingBin.GetAsync(session, blocking, $"/cookies/set?any={Uri.EscapeDataString(Mark)}");
            await RecordingBin.GetAsync(session, blocking, "/anything/x");
        }

        AssertHidden();
        var entries = HarFile.Read(Har).Entries;
        Assert.Contains("any=***; Path=/", entries[0].Response.Headers["Set-Cookie"], StringComparison.Ordinal);
        Assert.EndsWith("***", entries[^1].Request.Headers["Cookie"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_value_that_shows_itself_as_a_secret_later_is_taken_out_in_the_end(bool blocking)
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(1, har.Record))
        {
            await RecordingBin.GetAsync(session, blocking, $"/anything?note={Uri.EscapeDataString(Mark)}");
            byte[] binary = [0xff, .. Encoding.UTF8.GetBytes(Mark)];
            await RecordingBin.PostAsync(session, blocking, "/post", new() { Body = Body.Bytes(binary) });
            Assert.False(IsHidden(File.ReadAllText(Har)));

            await RecordingBin.GetAsync(session, blocking, "/get", new() { Auth = Auth.Bearer(Mark) });
            var text = File.ReadAllText(Har);
            Assert.True(IsHidden(text[text.LastIndexOf("\"_id\": 2", StringComparison.Ordinal)..]));
        }

        AssertHidden();
        Assert.Equal(3, HarFile.Read(Har).Entries.Count);
    }

    [Fact]
    public async Task A_body_that_was_cut_inside_a_secret_shows_no_part_of_it()
    {
        for (var limit = 1; limit < 60; limit += 3)
        {
            using (var har = new HarRecorder(Har) { MaxBodyBytes = limit })
            using (var session = bin.Session(1, har.Record))
            {
                const string Cut = "s3cr3t-MARK-1";
                await session.PostAsync("/post", new() { Auth = Auth.Bearer(Cut), Body = Body.Text("it is " + Cut) });
                await session.PostAsync("/post", new() { Body = Body.Text($$"""{"password":"{{Cut}}","b":1}""") });
            }

            Assert.DoesNotContain("s3cr", File.ReadAllText(Har), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_streamed_body_in_which_a_secret_is_cut_in_two()
    {
        var pieces = Streamed.Cut(
            Encoding.UTF8.GetBytes($$"""data: {"token":"{{Mark}}","b":"{{Mark}}"}"""), new Random(2));
        using (var har = new HarRecorder(Har))
        using (var session = new HttpSession(new()
        {
            Transport = new PiecesServer(pieces),
            NetworkMiddleware = { har.Record },
        }))
        {
            await using var response = await session.StreamAsync(HttpMethod.Get, "http://h.test/");
            await foreach (var line in response.LinesAsync())
            {
                Assert.Contains(Mark, line, StringComparison.Ordinal);
            }
        }

        AssertHidden();
        Assert.Equal("""data: {"token":"***","b":"***"}""", Assert.Single(HarFile.Read(Har).Entries).Response.Text);
    }

    [Fact]
    public async Task Short_values_are_hidden_in_their_place_and_nowhere_else()
    {
        using (var har = new HarRecorder(Har))
        using (var session = bin.Session(1, har.Record))
        {
            await session.PostAsync("/post", new() { Json = new { password = "post", kind = "post" } });
        }

        var entry = Assert.Single(HarFile.Read(Har).Entries);
        Assert.Equal("""{"password":"***","kind":"post"}"""u8, entry.Request.Bytes);
        Assert.EndsWith("/post", entry.Request.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_are_shown_where_the_program_says_so()
    {
        using (var har = new HarRecorder(Har) { ShowSecrets = true })
        using (var session = bin.Session(1, har.Record))
        {
            await session.GetAsync("/get", new() { Auth = Auth.Bearer(Mark) });
        }

        Assert.Equal("Bearer " + Mark, Assert.Single(HarFile.Read(Har).Entries).Request.Headers["Authorization"]);
    }

    [Fact]
    public void On_Unix_the_file_is_its_owners_alone_also_where_another_one_was()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.WriteAllText(Har, "{}");
            File.SetUnixFileMode(Har, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

            using var har = new HarRecorder(Har);

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Har));
        }
    }

    [Fact]
    public async Task A_request_is_described_as_it_would_be_written()
    {
        using var session = bin.Session(1);
        var request = session.Build(HttpMethod.Post, "/x", new()
        {
            Query = { ["token"] = Mark, ["note"] = Mark },
            Json = new { password = Mark },
            Headers = { ["X-Own"] = "own-" + Mark },
        });

        var blocking = HarRequest.From(request, ["x-own"]);
        var described = await HarRequest.FromAsync(request, ["x-own"], TestContext.Current.CancellationToken);

        Assert.EndsWith("/x?token=***&note=***", described.Url, StringComparison.Ordinal);
        Assert.Equal("***", described.Headers["X-Own"]);
        Assert.Equal("""{"password":"***"}"""u8, described.Bytes);
        Assert.Equal(described.Bytes, blocking.Bytes);
        Assert.Equal(described.Url, blocking.Url);
        Assert.True(HarRequest.From(request with { Body = Body.Stream(new MemoryStream([1])) }).IsCut);
    }

    private void AssertHidden()
    {
        var text = File.ReadAllText(Har);
        Assert.True(IsHidden(text), text);
        foreach (var entry in HarFile.Read(Har).Entries)
        {
            foreach (var bytes in new[] { entry.Request.Bytes, entry.Response.Bytes })
            {
                Assert.True(IsHidden(Encoding.Latin1.GetString(bytes)));
                Assert.True(IsHidden(Encoding.Unicode.GetString(bytes)));
            }
        }
    }

    private static bool IsHidden(string text)
    {
        var plain = Uri.UnescapeDataString(text);
        return !new[] { text, plain, plain.Replace("\\u002B", "+", StringComparison.Ordinal) }.Any(one =>
            one.Contains("s3cr3t", StringComparison.OrdinalIgnoreCase)
            || one.Contains("MARK", StringComparison.Ordinal)
            || new[] { "", "1", "12" }.Any(before => one.Contains(Base64(before)[4..12], StringComparison.Ordinal)));

        static string Base64(string before) =>
            Convert.ToBase64String(Encoding.UTF8.GetBytes(before + "s3cr3t+MARK"));
    }
}
