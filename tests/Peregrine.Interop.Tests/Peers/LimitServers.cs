[assembly: AssemblyFixture(typeof(Peregrine.LimitServers))]

namespace Peregrine;

/// <summary>
/// Servers that allow two requests in a second: express with express-rate-limit, and fastify with @fastify/rate-limit,
/// under Node, started when a test first asks for them.
/// </summary>
public sealed class LimitServers : IAsyncDisposable
{
    private readonly NodeProcess _process = new("limits", "limits.mjs");
    private readonly Lazy<Task<string[]>> _urls;

    public LimitServers() => _urls = new(() => _process.StartAsync());

    /// <summary>Where one of them is. Skips the test where Node or a package is missing.</summary>
    /// <param name="isFastify">Whether it is fastify's, and not express's.</param>
    public async Task<string> UrlAsync(bool isFastify)
    {
        _process.Require("express-rate-limit");
        _process.Require("@fastify/rate-limit");
        return (await _urls.Value)[isFastify ? 1 : 0];
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
