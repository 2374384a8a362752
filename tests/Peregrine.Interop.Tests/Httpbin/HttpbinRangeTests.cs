using System.Diagnostics;

namespace Peregrine;

public sealed class HttpbinRangeTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Without_a_range_all_of_it_comes(string server)
    {
        var client = await ClientAsync(server);
        await GivesAsync(client, "", 200, "abcdefghijklmnopqrstuvwxyzab", "bytes 0-27/28");
        await GivesAsync(client, "items=0-2", 200, "abcdefghijklmnopqrstuvwxyzab", "bytes 0-27/28");
        await GivesAsync(client, "bytes=0-27", 200, "abcdefghijklmnopqrstuvwxyzab", "bytes 0-27/28");
        await GivesAsync(client, "bytes=-50", 200, "abcdefghijklmnopqrstuvwxyzab", "bytes 0-27/28");
    }

    [Theory, HttpbinContract]
    public async Task A_range_gives_a_part(string server)
    {
        var client = await ClientAsync(server);
        await GivesAsync(client, "bytes=1-3", 206, "bcd", "bytes 1-3/28");
        await GivesAsync(client, "bytes=25-", 206, "zab", "bytes 25-27/28");
        await GivesAsync(client, "bytes=-2", 206, "ab", "bytes 26-27/28");
        await GivesAsync(client, "bytes=24-25,1-2", 206, "yzab", "bytes 24-27/28");
    }

    [Theory, HttpbinContract]
    public async Task A_range_beyond_the_end_is_416(string server)
    {
        var client = await ClientAsync(server);
        foreach (var range in new[] { "bytes=30-", "bytes=5-40", "bytes=5-2", "bytes=-0" })
        {
            var answer = await client.GetAsync("range/28", ("Range", range));
            Assert.Equal((range, 416), (range, answer.Status));
            Assert.Equal("bytes */28", answer.Header("Content-Range"));
            Assert.Equal("range28", answer.Header("ETag"));
            Assert.Empty(answer.Body);
        }
    }

    [Theory, HttpbinContract]
    public async Task Too_few_or_too_many_bytes_are_404(string server)
    {
        var client = await ClientAsync(server);
        foreach (var number in new[] { 0, 102401 })
        {
            var answer = await client.GetAsync($"range/{number}");
            Assert.Equal(404, answer.Status);
            Assert.Equal("number of bytes must be in the range (0, 102400]", answer.Text);
            Assert.Equal($"range{number}", answer.Header("ETag"));
        }

        Assert.Equal(102400, (await client.GetAsync("range/102400")).Body.Length);
    }

    [Theory, HttpbinContract]
    public async Task A_range_may_come_slowly_in_chunks(string server)
    {
        var client = await ClientAsync(server);
        var start = Stopwatch.GetTimestamp();
        var answer = await client.GetAsync("range/20?chunk_size=10&duration=0.4");
        Assert.Equal("abcdefghijklmnopqrst", answer.Text);
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.19));
    }

    private static async Task GivesAsync(
        HttpbinClient client, string range, int status, string text, string contentRange)
    {
        var answer = await client.GetAsync("range/28", range.Length == 0 ? [] : [("Range", range)]);
        Assert.Equal((range, status), (range, answer.Status));
        Assert.Equal(text, answer.Text);
        Assert.Equal(contentRange, answer.Header("Content-Range"));
        Assert.Equal($"{text.Length}", answer.Header("Content-Length"));
        Assert.Equal("range28", answer.Header("ETag"));
        Assert.Equal("bytes", answer.Header("Accept-Ranges"));
    }
}
