using System.Diagnostics;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;

namespace Peregrine;

/// <summary>A call costs less memory than the framework's own, with cookies, credentials, retries and every limit armed.</summary>
[Collection(nameof(AloneCollection))]
public sealed class AllocationTests
{
    private const int Calls = 2_000;

    [Fact]
    public async Task A_typed_get_allocates_less_than_GetFromJsonAsync()
    {
        Assert.SkipWhen(IsUnoptimised, "measures an optimised build: run the tests with -c Release, as ./check does");
        var items = Enumerable.Range(0, 12).Select(i => new Item(i, $"name of item {i}", $"a description of item {i} for the test", i * 1.5)).ToArray();
        using var server = new QuietServer(JsonSerializer.Serialize(items, JsonSerializerOptions.Web));
        using var session = new HttpSession(new() { BaseUrl = server.Url[..server.Url.LastIndexOf('/')], Auth = Auth.Bearer("token"), Retry = 3 });
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };

        var framework = await BytesPerCallAsync(() => client.GetFromJsonAsync<Item[]>("items"));
        var ours = await BytesPerCallAsync(() => session.GetAsync<Item[]>("/items")!);
        var blocking = await BytesPerCallAsync(() => Task.FromResult(session.Get<Item[]>("/items"))!);

        TestContext.Current.TestOutputHelper!.WriteLine($"bytes per call: HttpClient {framework}, GetAsync<T> {ours}, Get<T> {blocking}");
        Assert.True(ours < framework, $"GetAsync<T> {ours} bytes, GetFromJsonAsync {framework} bytes");
        Assert.True(blocking < framework, $"Get<T> {blocking} bytes, GetFromJsonAsync {framework} bytes");
    }

    private static bool IsUnoptimised =>
        typeof(HttpSession).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };

    private static async Task<long> BytesPerCallAsync(Func<Task<Item[]?>> call)
    {
        for (var i = 0; i < Calls; i++)
        {
            Assert.Equal(12, (await call())!.Length);
        }

        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Calls; i++)
        {
            await call();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Calls;
    }

    private sealed record Item(int Id, string Name, string Description, double Price);
}
