using System.Globalization;
using System.Text;

namespace Peregrine;

public sealed class UploadTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes =>
        new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_stream_of_unknown_length_arrives_in_chunks(bool blocking, bool tls)
    {
        var bytes = Noise(3_000_001);
        using var stream = Pipe.Of(bytes);

        var request = await SentAsync(blocking, tls, Body.Stream(stream, "x/y"));

        Assert.Equal(bytes, request.Body);
        Assert.Equal("chunked", request.Field("Transfer-Encoding"));
        Assert.Equal("x/y", request.Field("Content-Type"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_stream_of_known_length_arrives_with_it(bool blocking, bool tls)
    {
        using var stream = new MemoryStream(Noise(100_000)) { Position = 1 };

        var request = await SentAsync(blocking, tls, Body.Stream(stream));

        Assert.Equal(Noise(100_000)[1..], request.Body);
        Assert.Equal("99999", request.Field("Content-Length"));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_file_arrives_with_its_length(bool blocking, bool tls)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, Noise(1_000_000), Test);

            var request = await SentAsync(blocking, tls, Body.File(path));

            Assert.Equal(Noise(1_000_000), request.Body);
            Assert.Equal("1000000", request.Field("Content-Length"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Chunks_arrive_as_they_are_made(bool blocking, bool tls)
    {
        Assert.Equal(
            "abcdef", Encoding.ASCII.GetString((await SentAsync(blocking, tls, Body.Chunks(BytesAsync()))).Body));
        Assert.Equal("abcdef", Encoding.ASCII.GetString(
            (await SentAsync(blocking, tls, Body.Chunks(BytesAsync().Select(one => (ReadOnlyMemory<byte>)one)))).Body));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Bytes_of_any_size_arrive(bool blocking, bool tls)
    {
        foreach (var size in new[] { 0, 1, 1023, 1024, 65_000, 65_536, 70_000, 1_000_000 })
        {
            var request = await SentAsync(blocking, tls, Body.Bytes(Noise(size)));

            Assert.Equal(Noise(size), request.Body);
            Assert.Equal(size.ToString(CultureInfo.InvariantCulture), request.Field("Content-Length"));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_multipart_arrives_as_it_promises(bool blocking, bool tls)
    {
        var request = await SentAsync(blocking, tls, new RequestOptions
        {
            Form = { ["text"] = "v" },
            Files =
            {
                ["known"] = Upload.Bytes(Noise(70_000)),
                ["unknown"] = Upload.Stream(new EndlessStream(70_000), length: 70_000),
            },
        });

        var boundary = request.Field("Content-Type")!.Split("boundary=")[1];
        var text = Encoding.Latin1.GetString(request.Body);
        Assert.Equal(4, text.Split("--" + boundary + "\r\n").Length);
        Assert.EndsWith($"\r\n--{boundary}--\r\n", text, StringComparison.Ordinal);
        Assert.Contains(Encoding.Latin1.GetString(Noise(70_000)), text, StringComparison.Ordinal);
    }

    private static byte[] Noise(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static async IAsyncEnumerable<byte[]> BytesAsync()
    {
        foreach (var chunk in new[] { "ab", "", "c", "def" })
        {
            await Task.Yield();
            yield return Encoding.ASCII.GetBytes(chunk);
        }
    }

    private static Task<RecordedRequest> SentAsync(bool blocking, bool tls, Body body) =>
        SentAsync(blocking, tls, new RequestOptions { Body = body });

    private static async Task<RecordedRequest> SentAsync(bool blocking, bool tls, RequestOptions options)
    {
        await using var server = new RawServer(Scripts.Answer(), tls ? TestAuthority.Loopback : null);
        using var session = Sessions.For(server);
        await session.SendAsync(blocking, HttpMethod.Post, "/", options, Test);
        return Assert.Single(server.Requests);
    }
}
