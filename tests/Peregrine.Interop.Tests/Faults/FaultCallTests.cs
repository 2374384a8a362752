namespace Peregrine;

/// <summary>
/// What each fault is for a call: the documented exception, over each protocol, asynchronous and blocking.
/// </summary>
public sealed class FaultCallTests(OurHttpbin our)
{
    private const string Path = "/bytes/20000?seed=1";

    // Only those that are to be passed are short.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Table => new(
        from fault in FaultCase.All.Keys
        from wire in FaultWire.Names
        select (fault, wire));

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_fault_is_the_exception_that_is_documented(string fault, string wireName)
    {
        var bin = await our.BinAsync();
        var wire = FaultWire.Of(bin, wireName);
        var kind = FaultCase.All[fault];
        var expected = wire.IsTls ? kind.Tls : kind.Plain;
        var right = Http.Get(bin.Url.OriginalString + Path[1..]).Bytes;
        await Task.WhenAll(IsToldAsync(blocking: false), IsToldAsync(blocking: true));

        async Task IsToldAsync(bool blocking)
        {
            await using var faults = await FaultProxy.StartAsync(wire.Url, Test);
            kind.Set(faults);
            using var session = wire.Session(faults, bin, LimitsFor(expected));

            var told = await ToldAsync(session, blocking, right);

            Assert.True(
                told.StartsWith(expected, StringComparison.Ordinal), $"{(blocking ? "blocking" : "async")}: {told}");
            Assert.Equal(fault == "refuse" ? 0 : 1, faults.Connections);
        }
    }

    [Theory]
    [InlineData("http/1.1")]
    [InlineData("h2c")]
    [InlineData("tls+http/1.1")]
    [InlineData("tls+h2")]
    public async Task What_is_over_is_over(string wireName)
    {
        var bin = await our.BinAsync();
        var wire = FaultWire.Of(bin, wireName);
        await using var faults = await FaultProxy.StartAsync(wire.Url, Test);
        using var session = wire.Session(faults, bin);
        Assert.Equal(200, (await session.GetAsync(Path, Test)).StatusCode);

        faults.ResetConnections();
        Assert.Equal(200, (await session.GetAsync(Path, Test)).StatusCode); // The closed one is seen before it is used.
        faults.Refuse = true;
        faults.ResetConnections();
        await Assert.ThrowsAsync<ConnectException>(() => session.GetAsync(Path, Test));
        faults.Clear();

        Assert.Equal(200, session.Get(Path).StatusCode);
        Assert.Equal(3, faults.Connections);
    }

    [Fact]
    public async Task Retries_live_through_what_a_seed_brings()
    {
        var bin = await our.BinAsync();
        await using var faults = await FaultProxy.StartAsync(bin.TlsUrl, Test);
        faults.Plan = FaultPlan.Seeded(7, (_, random) => random.NextDouble() < 0.3
            ? new() { Down = new() { ResetAfter = random.NextInt64(25_000) } }
            : null);
        using var session = new HttpSession(new()
        {
            BaseUrl = faults.Url,
            Tls = new TlsOptions { Authorities = bin.Authority },
            Retry = new RetryPolicy(10) { BackoffFactor = 0 },
        });

        for (var call = 0; call < 20; call++)
        {
            Assert.Equal(20_000, (await session.GetAsync(Path, Test)).Bytes.Length);
            faults.ResetConnections();
        }

        Assert.True(faults.Connections > 20, "No connection met a fault.");
    }

    private static Timeouts LimitsFor(string expected) => new()
    {
        Connect = expected == "RequestTimeoutException Connect" ? Short : Long,
        Read = expected == "RequestTimeoutException Read" ? Short : Long,
        Send = Long,
    };

    private static async Task<string> ToldAsync(HttpSession session, bool blocking, byte[] right)
    {
        try
        {
            var response = blocking
                ? await Task.Factory.StartNew(
                    () => session.Get(Path), Test, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                : await session.GetAsync(Path, Test);
            return response.Bytes.AsSpan().SequenceEqual(right) ? $"{response.StatusCode}" : "another body";
        }
        catch (ConnectException failure)
        {
            return $"ConnectException {failure.Stage}: {failure.Message}";
        }
        catch (RequestTimeoutException failure)
        {
            return $"RequestTimeoutException {failure.Phase}: {failure.Message}";
        }
        catch (RequestException failure)
        {
            return $"{failure.GetType().Name} {failure.HttpRequestError}: {failure.Message}";
        }
    }
}
