using System.Net.Http.Json;

namespace Peregrine.Bench;

/// <content>Many hosts.</content>
internal sealed partial class HttpClientAdapter
{
    private readonly Hosts _hosts = new(endpoints);

    internal override Task<Document> GetFromNewHostAsync() => Client.GetFromJsonAsync<Document>(_hosts.NextUrl())!;
}
