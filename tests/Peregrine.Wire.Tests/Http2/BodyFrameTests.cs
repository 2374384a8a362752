namespace Peregrine;

/// <summary>How many frames a body becomes that is put together of small pieces.</summary>
public sealed class BodyFrameTests
{
    private const int LargestFrame = 16 * 1024;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_of_a_hundred_fields_is_one(bool blocking)
    {
        var options = new RequestOptions { Files = { ["file"] = Upload.Bytes(new byte[100]) } };
        AddFields(options);

        Assert.Single(await FramesAsync(blocking, options));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_of_a_hundred_fields_and_a_stream_is_one(bool blocking)
    {
        var options = new RequestOptions { Files = { ["file"] = Upload.Stream(new MemoryStream(new byte[100])) } };
        AddFields(options);

        Assert.Single(await FramesAsync(blocking, options));
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(1, LargestFrame)]
    [InlineData(LargestFrame, 1)]
    [InlineData(3, LargestFrame + 1)]
    [InlineData(50, 1000)]
    public async Task Chunks_become_few(int count, int size)
    {
        var sizes = await FramesAsync(blocking: false, new() { Body = Body.Chunks(ChunksAsync(count, size)) });

        Assert.Equal(count * size, sizes.Sum());
        Assert.InRange(sizes.Count, 1, (count * size / LargestFrame) + 1 + (size > LargestFrame ? 2 * count : 0));
    }

    private static void AddFields(RequestOptions options)
    {
        for (var i = 0; i < 100; i++)
        {
            options.Form.Add($"field-{i}", $"value {i}");
        }
    }

    private static async IAsyncEnumerable<byte[]> ChunksAsync(int count, int size)
    {
        await Task.CompletedTask;
        for (var i = 0; i < count; i++)
        {
            yield return new byte[size];
        }
    }

    // The sizes of the frames of the body; the last of them ends it.
    private static async Task<List<int>> FramesAsync(bool blocking, RequestOptions options)
    {
        var sizes = new List<int>();
        await using var server = new RawServer(Http2Peer.Script(async peer =>
        {
            while (await peer.ReadFrameAsync() is { } frame)
            {
                if (frame.Type == FrameType.Data)
                {
                    sizes.Add(frame.Payload.Length);
                }

                if (frame.Type is FrameType.Data or FrameType.Headers && (frame.Flags & Http2Peer.EndStream) != 0)
                {
                    await peer.AnswerAsync(frame.Stream, "ok");
                }
            }
        }));
        using var session = Http2Sessions.For(server);
        await session.SendAsync(blocking, HttpMethod.Post, "/", options, Test);
        return sizes;
    }
}
