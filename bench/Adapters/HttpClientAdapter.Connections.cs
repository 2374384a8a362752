using System.Net.Http.Json;

namespace Peregrine.Bench;

/// <content>What a connection costs.</content>
internal sealed partial class HttpClientAdapter
{
    private readonly List<HttpResponseMessage> _held = [];

    internal override async Task<Document> GetAndCloseAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "json") { Headers = { ConnectionClose = true } };
        using var response = await Client.SendAsync(request, completion);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Document>())!;
    }

    internal override async Task HoldAsync() =>
        _held.Add(await Client.GetAsync("json", HttpCompletionOption.ResponseHeadersRead));

    internal override async Task LeaveIdleAsync()
    {
        foreach (var response in _held)
        {
            await response.Content.ReadAsByteArrayAsync();
            response.Dispose();
        }

        _held.Clear();
    }
}
