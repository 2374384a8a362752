namespace Peregrine;

/// <summary>The bytes of a body without sending it.</summary>
public sealed class BodyReadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Kinds
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (var kind in Options.Keys)
            {
                rows.Add(kind, true);
                rows.Add(kind, false);
            }

            return rows;
        }
    }

    private static Dictionary<string, Func<string, RequestOptions>> Options { get; } = new(StringComparer.Ordinal)
    {
        ["text"] = _ => new() { Body = Body.Text("a text") },
        ["json"] = _ => new() { Json = new { a = 1 } },
        ["form"] = _ => new() { Form = { ["a"] = "b c" } },
        ["file"] = file => new() { Body = Body.File(file) },
        ["multipart"] = file => new() { Form = { ["a"] = "b" }, Files = { ["f"] = Upload.File(file, "f.txt") } },
        ["compressed"] = _ => new() { Body = Body.Text(new string('a', 10_000)), Compress = ContentCoding.Gzip },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task They_are_those_that_are_sent(string kind, bool blocking)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 100_000), Token);
        try
        {
            using var server = new Keeper();
            using var session = new HttpSession(new() { Transport = server });
            var request = session.Build(HttpMethod.Post, "http://h.example/", Options[kind](file));

            var read = blocking ? request.Body!.Read() : await request.Body!.ReadAsync(Token);
            var again = request.Body!.Read();
            await session.SendAsync(request, Token);

            Assert.NotEmpty(read);
            Assert.Equal(read, again);
            Assert.Equal(read, Assert.Single(server.Bodies));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task What_can_be_sent_once_is_refused_and_can_still_be_sent()
    {
        using var server = new Keeper();
        using var session = new HttpSession(new() { Transport = server });
        var body = Body.Stream(new MemoryStream([1, 2, 3]));

        Assert.Throws<InvalidOperationException>(() => body.Read());
        await Assert.ThrowsAsync<InvalidOperationException>(() => body.ReadAsync(Token));
        await session.PostAsync("http://h.example/", new() { Body = body }, Token);

        Assert.Equal([1, 2, 3], Assert.Single(server.Bodies));
    }

    [Fact]
    public async Task Its_token_ends_it() => await Assert.ThrowsAsync<OperationCanceledException>(
        () => Body.Text("a").ReadAsync(new CancellationToken(canceled: true)));

    private sealed class Keeper : HttpMessageHandler
    {
        internal List<byte[]> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
            return new HttpResponseMessage();
        }
    }
}
