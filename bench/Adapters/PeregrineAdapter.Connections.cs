namespace Peregrine.Bench;

/// <content>What a connection costs.</content>
internal partial class PeregrineAdapter
{
    private readonly List<Response> _held = [];

    internal override Task<Document> GetAndCloseAsync() =>
        _session.GetAsync<Document>("/json", new() { Headers = { ["Connection"] = "close" } });

    internal override async Task HoldAsync() => _held.Add(await _session.StreamAsync(HttpMethod.Get, "/json"));

    internal override async Task LeaveIdleAsync()
    {
        foreach (var response in _held)
        {
            await response.AsStream().CopyToAsync(Stream.Null);
            response.Dispose();
        }

        _held.Clear();
    }
}
