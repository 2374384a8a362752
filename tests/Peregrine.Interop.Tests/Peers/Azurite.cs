[assembly: AssemblyFixture(typeof(Peregrine.Azurite))]

namespace Peregrine;

/// <summary>
/// The blob service of Azure as azurite, under Node, plays it: one for the whole assembly, started when a test first
/// asks for it. Each test makes a container of its own.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private readonly ObjectStore _store = new("azurite");

    /// <summary>What the client of Azure connects with: its well-known account, on the port of this one.</summary>
    public async Task<string> ConnectionAsync() =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint={await _store.UrlAsync()}/devstoreaccount1;";

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
