using System.IO.Compression;
using System.Security.Cryptography;

namespace Peregrine;

/// <summary>Which bytes are the file: what is stored, what it decodes to, or a part that the caller asks for.</summary>
public sealed class DownloadContentTests : IDisposable
{
    private const string Cut = "200 OK\nETag: \"v1\"\nContent-Length: 2000";
    private static readonly byte[] One = RandomNumberGenerator.GetBytes(2000);
    private readonly AnsweredDownload _download = new();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _download.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_stored_under_a_coding_is_saved_as_it_is_stored(bool blocking)
    {
        var stored = Packed(One);
        var head = $"200 OK\nETag: \"v1\"\nContent-Encoding: gzip\nContent-Length: {stored.Length}\n"
            + $"Repr-Digest: sha-256=:{Convert.ToBase64String(SHA256.HashData(stored))}:";

        var (file, requests, _) = await _download.FetchAsync(
            blocking,
            AnswerServer.Answer(head, stored.AsMemory(..500)),
            AnswerServer.Answer(
                "206 Part\nETag: \"v1\"\nContent-Encoding: gzip\n"
                + $"Content-Range: bytes 500-{stored.Length - 1}/{stored.Length}\n"
                + $"Content-Length: {stored.Length - 500}",
                stored.AsMemory(500..)));

        Assert.Equal(stored, file);
        Assert.Equal(["", $"bytes=500-{stored.Length - 1}"], requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_caller_wants_decoded_is_decoded_and_begins_anew_after_a_cut(bool blocking)
    {
        var stored = Packed(One);
        var head = $"200 OK\nETag: \"v1\"\nContent-Encoding: gzip\nContent-Length: {stored.Length}\n"
            + $"Repr-Digest: sha-256=:{Convert.ToBase64String(SHA256.HashData(stored))}:";

        var (file, requests, _) = await _download.FetchWithAsync(
            blocking, new() { Decode = true, Sha256 = Convert.ToHexString(SHA256.HashData(One)) },
            AnswerServer.Answer(head, stored.AsMemory(..500)), AnswerServer.Answer(head, stored));

        Assert.Equal(One, file);
        Assert.Equal(["", ""], requests);

        (file, _, _) = await _download.FetchWithAsync(blocking, new() { Decode = true }, AnswerServer.Answer(Cut, One));
        Assert.Equal(One, file); // What is not coded is as ever.
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_callers_own_range_is_the_file(bool blocking)
    {
        const string Part = "206 Part\nETag: \"v1\"\nContent-Range: bytes 100-199/2000\nContent-Length: 100";
        var options = new DownloadOptions
        {
            Request = new() { Headers = { ["Range"] = "bytes=100-199" } },
            Segments = 4,
            Resume = true,
        };

        var (file, requests, _) = await _download.FetchWithAsync(
            blocking, options, AnswerServer.Answer(Part, One.AsMemory(100..150)), AnswerServer.Answer(
                Part, One.AsMemory(100..200)));

        Assert.Equal(One[100..200], file);
        Assert.Equal(["bytes=100-199", "bytes=100-199"], requests);
        Assert.Single(_download.Folder.GetFiles());
    }

    [Fact]
    public async Task What_a_middleware_answers_is_the_file_too()
    {
        await using var server = new RawServer(Scripts.Stall);
        var headers = new Headers([new Header("Content-Encoding", "gzip"), new Header("ETag", "\"a\"")]);
        using var session = Sessions.For(
            server,
            options => options.Middleware.Add((request, _) => new(Response.Create(request, 200, headers, One))));

        await session.DownloadAsync("/", _download.Target, null, Test);

        Assert.Equal(One, await File.ReadAllBytesAsync(_download.Target, Test));
    }

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
