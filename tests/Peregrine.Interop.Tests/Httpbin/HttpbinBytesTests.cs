using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Peregrine;

public sealed class HttpbinBytesTests(OurHttpbin ours, RealHttpbin real) : HttpbinContract(ours, real)
{
    [Theory, HttpbinContract]
    public async Task Bytes_come_in_that_number_up_to_100_KiB(string server)
    {
        var client = await ClientAsync(server);
        foreach (var (asked, given) in new[]
        {
            ("0", 0),
            ("1", 1),
            ("1000", 1000),
            ("200000", 102400),
            ("99999999999", 102400),
        })
        {
            var answer = await client.GetAsync($"bytes/{asked}");
            Assert.Equal(given, answer.Body.Length);
            Assert.Equal($"{given}", answer.Header("Content-Length"));
            Assert.Equal("application/octet-stream", answer.Header("Content-Type"));
        }
    }

    [Theory, HttpbinContract]
    public async Task The_same_seed_gives_the_same_bytes(string server)
    {
        var client = await ClientAsync(server);
        foreach (var path in new[] { "bytes", "stream-bytes" })
        {
            var first = (await client.GetAsync($"{path}/500?seed=1")).Body;
            Assert.Equal(first, (await client.GetAsync($"{path}/500?seed=1")).Body);
            Assert.NotEqual(first, (await client.GetAsync($"{path}/500?seed=2")).Body);
            Assert.NotEqual(first, (await client.GetAsync($"{path}/500")).Body);
        }

        Assert.Equal(500, (await client.GetAsync("bytes/5?seed=x")).Status);
    }

    [Theory, HttpbinContract]
    public async Task Streamed_bytes_have_no_length(string server)
    {
        var client = await ClientAsync(server);
        foreach (var (path, length) in new[]
        {
            ("30?chunk_size=7", 30),
            ("3?chunk_size=0", 3),
            ("300000?chunk_size=50000", 102400),
            ("0", 0),
        })
        {
            var answer = await client.GetAsync($"stream-bytes/{path}");
            Assert.Equal(length, answer.Body.Length);
            Assert.Equal("application/octet-stream", answer.Header("Content-Type"));
            Assert.DoesNotContain("Content-Length", length > 0 ? answer.Names : []);
        }
    }

    [Theory, HttpbinContract]
    public async Task Lines_of_json_are_streamed_up_to_100(string server)
    {
        var client = await ClientAsync(server);
        foreach (var (asked, given) in new[] { (0, 0), (2, 2), (101, 100) })
        {
            var answer = await client.GetAsync($"stream/{asked}?a=1");
            var lines = answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!).ToArray();
            Assert.Equal(Enumerable.Range(0, given), lines.Select(line => line["id"]!.GetValue<int>()));
            Assert.All(lines, line => Assert.Equal($"{client.Url}stream/{asked}?a=1", line["url"]!.GetValue<string>()));
            Assert.All(lines, line => Assert.Equal(5, line.AsObject().Count));
            Assert.Equal("application/json", answer.Header("Content-Type"));
        }
    }

    [Theory, HttpbinContract]
    public async Task Drip_takes_its_time(string server)
    {
        var client = await ClientAsync(server);
        var start = Stopwatch.GetTimestamp();
        var answer = await client.GetAsync("drip?duration=0.3&numbytes=3&code=201&delay=0.2");
        Assert.True(Stopwatch.GetElapsedTime(start) >= TimeSpan.FromSeconds(0.39));
        Assert.Equal(201, answer.Status);
        Assert.Equal("***", answer.Text);
        Assert.Equal("3", answer.Header("Content-Length"));
        Assert.Equal("application/octet-stream", answer.Header("Content-Type"));
    }

    [Theory, HttpbinContract]
    public async Task Drip_defaults_to_10_bytes_and_takes_many(string server)
    {
        var client = await ClientAsync(server);
        Assert.Equal("**********", (await client.GetAsync("drip?duration=0")).Text);
        Assert.Equal(20000, (await client.GetAsync("drip?duration=0&numbytes=20000")).Body.Length);
    }

    [Theory, HttpbinContract]
    public async Task Drip_wants_some_bytes(string server)
    {
        var client = await ClientAsync(server);
        var answer = await client.GetAsync("drip?numbytes=0");
        Assert.Equal(400, answer.Status);
        Assert.Equal("number of bytes must be positive", answer.Text);
        Assert.Equal(500, (await client.GetAsync("drip?numbytes=x")).Status);
    }
}
