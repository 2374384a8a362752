using System.Net.Http.Json;

namespace Peregrine.Bench;

/// <summary>HttpClient with one of our sessions as its handler.</summary>
internal sealed class AsHttpClientAdapter : Adapter
{
    private readonly HttpSession _session;
    private readonly HttpClient _client;

    internal AsHttpClientAdapter(Place place, Endpoints endpoints)
    {
        _session = new HttpSession(PeregrineAdapter.Options(place, endpoints));
        _client = _session.AsHttpClient();
    }

    internal override Task<Document> GetAsync() => _client.GetFromJsonAsync<Document>("json")!;

    public override void Dispose()
    {
        _client.Dispose();
        _session.Dispose();
    }
}
