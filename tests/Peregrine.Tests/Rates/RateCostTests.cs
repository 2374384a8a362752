using Peregrine.Bench;

namespace Peregrine;

/// <summary>A rate at which no send waits costs next to nothing, over a connection in memory.</summary>
[Collection(nameof(AloneCollection))]
public sealed class RateCostTests
{
    private static readonly RateLimit Roomy = RateLimit.PerSecond(10_000_000, burst: 100_000_000);

    public static TheoryData<string> Kinds => ["origin", "session", "store", "mount"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task It_costs_at_most_a_hundred_bytes_a_call(string kind)
    {
        using var server = new QuietServer("{}"); // Connected to, and never asked.
        using var without = Session(server, null, null);
        using var with = kind switch
        {
            "mount" => Session(server, null, Roomy),
            "session" => Session(server, Roomy with { Scope = RateLimitScope.Session }, null),
            "store" => Session(server, Roomy with { Store = new MemoryRateStore() }, null),
            _ => Session(server, Roomy, null),
        };

        var bare = await AllocationTests.BytesPerCallAsync(() => without.GetAsync<Document>("/json"));
        var rated = await AllocationTests.BytesPerCallAsync(() => with.GetAsync<Document>("/json"));
        var bareBlocking = await AllocationTests.BytesPerCallAsync(
            () => Task.FromResult(without.Get<Document>("/json")));
        var ratedBlocking = await AllocationTests.BytesPerCallAsync(
            () => Task.FromResult(with.Get<Document>("/json")));

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"bytes per call: {bare} and with a rate {rated}, blocking {bareBlocking} and {ratedBlocking}");
        Assert.True(rated <= bare + 100, $"{rated} bytes with a rate, {bare} without");
        Assert.True(ratedBlocking <= bareBlocking + 100, $"{ratedBlocking} bytes with a rate, {bareBlocking} without");
    }

    private static HttpSession Session(QuietServer server, RateLimit? limit, RateLimit? ofMount) => new(new()
    {
        BaseUrl = server.Url[..server.Url.LastIndexOf('/')],
        RateLimit = limit,
        Mounts = ofMount is null ? [] : new() { ["http://"] = new() { RateLimit = ofMount } },
        Filter = _ => new MemoryWire(),
    });
}
