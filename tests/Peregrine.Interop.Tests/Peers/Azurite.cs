[assembly: AssemblyFixture(typeof(Peregrine.Azurite))]

namespace Peregrine;

/// <summary>
/// The blob service of Azure as azurite, under Node, plays it: one for the whole assembly, started when a test first
/// asks for it. Each test makes a container of its own.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private readonly ObjectStore _store = new("azurite");

    /// <summary>
    /// Where it is: <c>http://127.0.0.1:PORT</c>. Skips the test where Node or the package is missing.
    /// </summary>
    public Task<string> UrlAsync() => _store.UrlAsync();

    /// <summary>What the client of Azure connects with: its well-known account.</summary>
    /// <param name="url">Where, by default at the server itself.</param>
    public async Task<string> ConnectionAsync(string? url = null) =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint={url ?? await UrlAsync()}/devstoreaccount1;";

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
