using System.Net;
using System.Text;

namespace Peregrine;

/// <summary>
/// How many writes a body takes that is put together of small pieces. A write is a call of the system: twenty for a
/// form cost three times what the rest of the call does.
/// </summary>
public sealed class SendsTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<bool, bool> Modes => Uploading.Modes;

    public void Dispose() => File.Delete(_path);

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_form_with_a_file_in_memory_is_one(bool blocking, bool http2) =>
        AssertSendsAsync(blocking, http2, 1, () => Form(5, Upload.Bytes(new byte[2048])));

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_form_with_a_small_file_of_the_disk_is_one(bool blocking, bool http2)
    {
        File.WriteAllBytes(_path, new byte[2048]);
        return AssertSendsAsync(blocking, http2, 1, () => Form(5, Upload.File(_path)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_form_of_a_hundred_fields_and_a_file_is_five_at_most(bool blocking, bool http2)
    {
        File.WriteAllBytes(_path, new byte[20_000]);
        return AssertSendsAsync(blocking, http2, 5, () => Form(100, Upload.File(_path)));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_form_with_a_stream_that_has_its_bytes_is_one(bool blocking, bool http2) =>
        AssertSendsAsync(blocking, http2, 1, () => Form(5, Upload.Stream(new MemoryStream(new byte[2048]))));

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_hundred_small_chunks_are_one(bool blocking, bool http2) =>
        AssertSendsAsync(blocking, http2, 1, () => new() { Body = Body.Chunks(HundredAsync()) });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_hundred_small_chunks_are_one_when_their_progress_is_told(bool blocking, bool http2) =>
        AssertSendsAsync(blocking, http2, 1, () => new()
        {
            Body = Body.Chunks(HundredAsync()),
            UploadProgress = new Told([]),
        });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task What_a_coding_makes_of_a_hundred_chunks_is_one(bool blocking, bool http2) =>
        AssertSendsAsync(
            blocking, http2, 1, () => new() { Body = Body.Chunks(HundredAsync()), Compress = ContentCoding.Gzip });

    [Theory]
    [MemberData(nameof(Modes))]
    public Task A_body_in_memory_is_one(bool blocking, bool http2) =>
        AssertSendsAsync(blocking, http2, 1, () => new() { Body = Body.Bytes(new byte[60_000]) });

    /// <summary>A session under a client of the platform, whose contents write in pieces.</summary>
    [Fact]
    public async Task A_form_of_the_platform_is_one()
    {
        var count = new CountedStream.Count();
        await using var server = new RawServer(Scripts.Answer());
        using var session = SessionFor(server, http2: false, count);
        using var client = session.AsHttpClient();
        using var content = new MultipartFormDataContent();
        for (var i = 0; i < 5; i++)
        {
            content.Add(new StringContent("value"), $"field-{i}");
        }

        content.Add(new StreamContent(new MemoryStream(new byte[2048])), "file", "file.bin");
        using var response = await client.PostAsync("/", content, Test);

        Assert.Single(count.Take());
        Assert.Contains("field-4", Encoding.UTF8.GetString(server.Requests[0].Body), StringComparison.Ordinal);
    }

    private static HttpSession SessionFor(RawServer server, bool http2, CountedStream.Count count) => new(new()
    {
        BaseUrl = server.Root,
        Timeout = 5,
        Version = http2 ? HttpVersion.Version20 : null,
        Filter = inner => new CountedStream(inner, count),
    });

    private static RequestOptions Form(int fields, Upload file)
    {
        var options = new RequestOptions { Files = { ["file"] = file } };
        for (var i = 0; i < fields; i++)
        {
            options.Form.Add($"field-{i}", $"the value of the field {i}");
        }

        return options;
    }

    private static async IAsyncEnumerable<byte[]> HundredAsync()
    {
        await Task.CompletedTask;
        for (var i = 0; i < 100; i++)
        {
            yield return new byte[100];
        }
    }

    // The second request has the connection to itself: over HTTP/2 the first is sent with the preface. A frame that
    // only says that the settings were taken has nine bytes.
    private static async Task AssertSendsAsync(bool blocking, bool http2, int most, Func<RequestOptions> options)
    {
        var count = new CountedStream.Count();
        await using var server = Uploading.Server(http2);
        using var session = SessionFor(server, http2, count);
        await session.SendAsync(blocking, HttpMethod.Post, "/", options(), Test);
        count.Take();

        await session.SendAsync(blocking, HttpMethod.Post, "/", options(), Test);

        Assert.InRange(count.Take().Count(size => size > 9), 1, most);
        Assert.Equal(server.Requests[0].Body.Length, server.Requests[1].Body.Length);
    }
}
