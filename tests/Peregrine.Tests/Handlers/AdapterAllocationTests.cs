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
    private static Uri Base { get; } = new("http://127.0.0.1:9/");

    [Fact]
    public async Task A_session_over_the_platforms_handler_allocates_less_than_its_client()
    {
        const long Recorded = 5_185;
        using var handler = Handler();
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = Base };
        using var session = new HttpSession(new() { BaseUrl = Base.OriginalString, Transport = handler });

        var platform = await AllocationTests.BytesPerCallAsync(() => client.GetFromJsonAsync<Document>("json"));
        var ours = await AllocationTests.BytesPerCallAsync(() => session.GetAsync<Document>("json"));

        Check(ours, Recorded, platform);
    }

    [Fact]
    public async Task The_platforms_client_over_a_session_allocates_less_than_over_its_own_handler()
    {
        const long Recorded = 5_297;
        using var server = new QuietServer("{}"); // Connected to, and never asked.
        using var handler = Handler();
        using var client = new HttpClient(handler, disposeHandler: false) { BaseAddress = Base };
        using var session = new HttpSession(new()
        {
            BaseUrl = server.Url[..server.Url.LastIndexOf('/')],
            Filter = _ => new MemoryWire(),
        });
        using var over = session.AsHttpClient();

        var platform = await AllocationTests.BytesPerCallAsync(() => client.GetFromJsonAsync<Document>("json"));
        var ours = await AllocationTests.BytesPerCallAsync(() => over.GetFromJsonAsync<Document>("json"));

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
}
