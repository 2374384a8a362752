using RestSharp;

namespace Peregrine.Bench;

/// <summary>RestSharp with its defaults.</summary>
internal sealed class RestSharpAdapter(Place place, Endpoints endpoints) : Adapter
{
    private readonly RestClient _client = new(new RestClientOptions(Adapters.Root(place, endpoints))
    {
        ConfigureMessageHandler = _ =>
            Adapters.IsHttp2(place) ? throw new NotSupportedException() : Adapters.Handler(place),
    });

    internal override Task<Document> GetAsync() => _client.GetAsync<Document>(new RestRequest("json"))!;

    internal override Document Get() => _client.Get<Document>(new RestRequest("json"))!;

    internal override Task<Receipt> PostAsync(Document document) =>
        _client.PostAsync<Receipt>(new RestRequest("echo").AddJsonBody(document))!;

    public override void Dispose() => _client.Dispose();
}
