[assembly: AssemblyFixture(typeof(Peregrine.OidcProvider))]

namespace Peregrine;

/// <summary>
/// The OpenID provider of the package oidc-provider, under Node: one for the whole assembly, started when a test first
/// asks for it.
/// </summary>
public sealed class OidcProvider : IAsyncDisposable
{
    private readonly NodeProcess _process = new("oidc", "provider.mjs");
    private readonly Lazy<Task<string[]>> _urls;

    public OidcProvider() => _urls = new(() => _process.StartAsync());

    /// <summary>
    /// Its issuer: <c>http://127.0.0.1:PORT</c>. Skips the test where Node or the package is missing.
    /// </summary>
    public async Task<string> UrlAsync()
    {
        _process.Require("oidc-provider");
        return (await _urls.Value)[0];
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
