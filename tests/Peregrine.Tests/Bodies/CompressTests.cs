using System.IO.Compression;
using System.Text;

namespace Peregrine;

/// <summary>Bodies that are sent in a content coding.</summary>
public sealed class CompressTests
{
    private static readonly string Text = string.Concat(Enumerable.Repeat("the same again and again, ", 4000));

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_body_in_memory_is_coded_and_keeps_a_length(string name)
    {
        var server = new Recorder();
        using var session = new HttpSession(new() { Transport = server, Compress = Of(name) });

        await session.PostAsync("http://h.test/", new() { Body = Body.Text(Text) }, Test);

        Assert.Equal(name, server.Coding);
        Assert.InRange(server.Length!.Value, 1, Text.Length / 10);
        Assert.Equal(Text, Plain(name, server.Body));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_is_coded_as_it_is_sent(bool blocking)
    {
        var server = new Recorder();
        using var session = new HttpSession(new() { Transport = server });
        var options = new RequestOptions
        {
            Body = Body.Stream(new MemoryStream(Encoding.UTF8.GetBytes(Text))),
            Compress = ContentCoding.Gzip,
        };

        _ = blocking
            ? session.Post("http://h.test/", options, Test)
            : await session.PostAsync("http://h.test/", options, Test);

        Assert.Equal(("gzip", null), (server.Coding, server.Length));
        Assert.Equal(Text, Plain("gzip", server.Body));
    }

    [Fact]
    public async Task A_body_that_the_caller_coded_stays_as_it_is()
    {
        var server = new Recorder();
        using var session = new HttpSession(new() { Transport = server, Compress = ContentCoding.Gzip });

        await session.PostAsync(
            "http://h.test/", new() { Body = Body.Text("x"), Headers = { ["Content-Encoding"] = "own" } }, Test);
        Assert.Equal(("own", "x"), (server.Coding, Encoding.UTF8.GetString(server.Body)));
        await session.GetAsync("http://h.test/", Test);
        Assert.Null(server.Coding);
    }

    [Fact]
    public void A_coding_without_an_encoder_is_refused() =>
        Assert.Throws<ArgumentException>(
            () => new RequestOptions { Compress = new ContentCoding("own", stream => stream) });

    private static ContentCoding Of(string name) =>
        name switch { "gzip" => ContentCoding.Gzip, "br" => ContentCoding.Brotli, _ => ContentCoding.Deflate };

    private static string Plain(string name, byte[] body)
    {
        using var coded = new MemoryStream(body);
        using Stream plain = name switch
        {
            "gzip" => new GZipStream(coded, CompressionMode.Decompress),
            "br" => new BrotliStream(coded, CompressionMode.Decompress),
            _ => new ZLibStream(coded, CompressionMode.Decompress),
        };
        using var reader = new StreamReader(plain);
        return reader.ReadToEnd();
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public string? Coding { get; private set; }

        public long? Length { get; private set; }

        public byte[] Body { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Coding = request.Content?.Headers.NonValidated.TryGetValues("Content-Encoding", out var coding) == true
                ? coding.ToString()
                : null;
            Length = request.Content?.Headers.ContentLength;
            Body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
