namespace Peregrine;

/// <summary>Following a transfer.</summary>
public sealed class ProgressTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void It_is_told_at_its_start_ten_times_a_second_and_at_its_end()
    {
        var time = new FakeTime();
        var told = new Told();
        var meter = new TransferMeter(told, null, time);
        for (var i = 0; i < 100; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            meter.Add(10);
        }

        meter.End();

        Assert.Equal(1 + 9 + 1, told.Count); // The first, one for each 100 ms of the rest of the second, and the end.
        Assert.Equal((10, null, false), (told[0].Bytes, told[0].Total, told[0].IsDone));
        Assert.Equal((1000, 1000L, true), (told[^1].Bytes, told[^1].Total, told[^1].IsDone));
        Assert.Equal(1000, told[^1].BytesPerSecond);
    }

    [Fact]
    public async Task A_download_is_told_as_it_is_received()
    {
        foreach (var blocking in new[] { false, true })
        {
            var told = new Told();
            var response = await Streamed.OfAsync(
                new PiecesStream([Coded.In("gzip", new byte[100_000])]),
                contentEncoding: "gzip",
                options: new() { DownloadProgress = told });
            Assert.Empty(told);

            Assert.Equal(100_000, (blocking ? response.Read() : await response.ReadAsync(Test)).Bytes.Length);
            Assert.Equal((response.BytesReceived, true), (told[^1].Bytes, told[^1].IsDone));
            Assert.InRange(response.BytesReceived, 1, 1000);
        }
    }

    [Fact]
    public async Task An_upload_tells_what_is_left()
    {
        var told = new Told();
        using var session = new HttpSession(new() { Transport = new FakeServer(_ => FakeServer.Reply(200)) });
        var body = Body.Bytes(new byte[200_000]);

        await session.PostAsync("http://h.test/", new() { Body = body, UploadProgress = told }, Test);

        Assert.Equal(65_536, told[0].Bytes);
        Assert.Equal((200_000, 200_000L, true), (told[^1].Bytes, told[^1].Total, told[^1].IsDone));
        Assert.Equal(TimeSpan.Zero, told[^1].Remaining);
        Assert.Equal(1, told[^1].Fraction);
        Assert.All(told, one => Assert.Equal(200_000, one.Total));
    }

    [Fact]
    public void The_rate_and_the_rest_follow_from_what_went_over()
    {
        var transfer = new Transfer(250, 1000, TimeSpan.FromSeconds(2), IsDone: false);

        Assert.Equal((125, 0.25), (transfer.BytesPerSecond, transfer.Fraction));
        Assert.Equal(TimeSpan.FromSeconds(6), transfer.Remaining);
        Assert.Equal("250 of 1000 bytes", transfer.ToString());
        Assert.Null(new Transfer(1, null, TimeSpan.FromSeconds(1), false).Remaining);
        Assert.Null(new Transfer(0, 5, TimeSpan.Zero, false).Remaining);
        Assert.Equal(1, new Transfer(0, 0, TimeSpan.Zero, true).Fraction);
    }

    private sealed class Told : List<Transfer>, IProgress<Transfer>
    {
        public void Report(Transfer value) => Add(value);
    }
}
