using System.Diagnostics.Metrics;

namespace Peregrine;

/// <summary>The metrics of sends, by the OpenTelemetry semantic conventions for HTTP metrics.</summary>
public sealed class MeasureTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_send_is_measured_with_what_came_of_it()
    {
        using var measures = new MeasureRig("each.example:443");
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://each.example/v1",
            Retry = new RetryPolicy(2) { BackoffFactor = 0 },
            Transport = new MockTransport
            {
                ["GET /v1/users/{id}"] = MockResponse.Sequence(
                    MockResponse.Status(503), MockResponse.Fails(TimeoutPhase.Read), MockResponse.Status(404)),
            },
        });

        await session.GetAsync($"/users/{7}?token=secret", Test);

        var durations = measures.Of("http.client.request.duration");
        Assert.Equal(
            [503, null, 404], durations.Select(one => one.Tags.GetValueOrDefault("http.response.status_code")));
        Assert.Equal(
            ["503", "Peregrine.RequestTimeoutException", "404"],
            durations.Select(one => one.Tags.GetValueOrDefault("error.type")));
        Assert.Equal(
            ["1.1", null, "1.1"], durations.Select(one => one.Tags.GetValueOrDefault("network.protocol.version")));
        Assert.All(durations, one =>
        {
            Assert.Equal("s", one.Unit);
            Assert.Equal("GET", one.Tags["http.request.method"]);
            Assert.Equal("https", one.Tags["url.scheme"]);
            Assert.Equal("/v1/users/{0}", one.Tags["url.template"]);
            Assert.DoesNotContain("url.full", one.Tags.Keys);
        });
        Assert.Equal(2, measures.Of("peregrine.client.retries").Sum(one => one.Value));
        Assert.Equal([1, -1, 1, -1, 1, -1], measures.Of("http.client.active_requests").Select(one => one.Value));
    }

    [Fact]
    public async Task A_duration_is_by_the_clock_of_the_session()
    {
        using var measures = new MeasureRig("clock.example:443");
        var time = new FakeTime();
        using var session = new HttpSession(new()
        {
            BaseUrl = "https://clock.example",
            TimeProvider = time,
            Transport = new MockTransport
            {
                ["GET /a"] = _ =>
                {
                    time.Advance(TimeSpan.FromSeconds(3));
                    return MockResponse.Status(200);
                },
            },
        });

        await session.GetAsync("/a", Test);

        Assert.Equal(3, Assert.Single(measures.Of("http.client.request.duration")).Value);
    }

    [Fact]
    public async Task Connections_are_counted_when_a_collector_asks()
    {
        await using var bin = await Httpbin.StartAsync(Test);
        using var session = new HttpSession(new() { BaseUrl = bin.Url });
        await session.GetAsync("/get", Test); // Before anything listens.
        using var measures = new MeasureRig($"127.0.0.1:{bin.Url.Port}");
        await using (await session.StreamAsync(HttpMethod.Get, "/bytes/1000000", null, Test))
        {
            await session.GetAsync("/get", Test);
            var counts = measures.Ask("http.client.open_connections")
                .ToDictionary(one => (string)one.Tags["http.connection.state"]!, one => one.Value);
            Assert.Equal(new Dictionary<string, double> { ["idle"] = 1, ["active"] = 1 }, counts);
        }

        session.Dispose();
        var after = measures.Ask("http.client.open_connections");
        Assert.Equal([0, 0], after.Select(one => one.Value)); // A collector keeps what it was told last.
    }

    [Fact]
    public async Task A_send_that_waits_for_a_connection_says_how_long()
    {
        await using var bin = await Httpbin.StartAsync(Test);
        using var spans = new SpanRig();
        using var measures = new MeasureRig($"127.0.0.1:{bin.Url.Port}");
        using var session = new HttpSession(new() { BaseUrl = bin.Url, Limits = new Limits { PerOrigin = 1 } });
        Task<Response> second;
        await using (await session.StreamAsync(HttpMethod.Get, "/bytes/1000000", null, Test))
        {
            second = session.GetAsync("/get", Test);
            Assert.Equal(1, session.GetPoolSnapshot().Waiting);
        }

        await second;

        var queued = Assert.Single(measures.Of("http.client.request.time_in_queue"));
        Assert.Equal("s", queued.Unit);
        Assert.True(queued.Value > 0);
        var told = spans.Sends.SelectMany(send => send.Events).Single();
        Assert.Equal("peregrine.pool_wait", told.Name);
        Assert.Equal(queued.Value, SpanRig.Tag(told, "peregrine.wait_time"));
    }

    [Fact]
    public void Instruments_have_the_units_and_buckets_of_the_conventions()
    {
        Assert.Equal(
            [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            Instruments.Duration.Advice!.HistogramBucketBoundaries);
        Assert.Equal(
            ["s", "{request}", "s", "{retry}"],
            new Instrument[]
            {
                Instruments.Duration, Instruments.Active, Instruments.TimeInQueue, Instruments.Retries,
            }.Select(one => one.Unit));
    }
}
