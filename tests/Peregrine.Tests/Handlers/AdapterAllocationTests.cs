using System.Net.Http.Json;
using Peregrine.Bench;

namespace Peregrine;

/// <summary>
/// A session over the platform's handler, and one under its client, cost less memory than that handler under that
/// client. What is on record is the table's of `bench/run adapters`: where a figure has grown for a good reason, it is
/// recorded anew beside that reason.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class AdapterAllocationTests
{
    private const int Calls = 2_000;

    private static Uri Base { get; } = new("http://127.0.0.1:9/");

    [Fact]
    public async Task A_session_over_the_platforms_handler_allocates_less_than_its_client()
    {
        const long Recorded = 5_185;
        using var handler = Handler();
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = Base };
        using var session = new HttpSession(new() { BaseUrl = Base.OriginalString, Transport = handler });

        var platform = await BytesPerCallAsync(() => client.GetFromJsonAsync<Document>("json"));
        var ours = await BytesPerCallAsync(() => session.GetAsync<Document>("json"));

        Check(ours, Recorded, platform);
    }

    [Fact]
    public async Task The_platforms_client_over_a_session_allocates_less_than_over_its_own_handler()
    {
        const long Recorded = 5_425;
        using var server = new QuietServer("{}"); // Connected to, and never asked.
        using var handler = Handler();
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = Base };
        using var session = new HttpSession(new()
        {
            BaseUrl = server.Url[..server.Url.LastIndexOf('/')],
            Filter = _ => new MemoryWire(),
        });
        using var over = session.AsHttpClient();

        var platform = await BytesPerCallAsync(() => client.GetFromJsonAsync<Document>("json"));
        var ours = await BytesPerCallAsync(() => over.GetFromJsonAsync<Document>("json"));

        Check(ours, Recorded, platform);
    }

    private static void Check(long ours, long recorded, long platform)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"bytes per call: {ours}, HttpClient {platform}");
        Assert.True(ours <= recorded * 1.05, $"{ours} bytes, {recorded} on record");
        Assert.True(ours < platform, $"{ours} bytes, HttpClient {platform}");
    }

    private static SocketsHttpHandler Handler() =>
        new() { ConnectCallback = (_, _) => new ValueTask<Stream>(new MemoryWire()) };

    private static async Task<long> BytesPerCallAsync<T>(Func<Task<T>> call)
    {
        Assert.SkipWhen(
            AllocationTests.IsUnoptimised,
            "measures an optimised build: run the tests with -c Release, as ./check does");
        for (var i = 0; i < Calls; i++)
        {
            Assert.NotNull(await call());
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++)
        {
            await call();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }
}
