[assembly: AssemblyFixture(typeof(Peregrine.OurHttpbin))]

namespace Peregrine;

/// <summary>
/// The server of Peregrine.Testing: one for the whole assembly, started when a test first asks for it.
/// </summary>
public sealed class OurHttpbin : IAsyncDisposable
{
    private readonly Lazy<Task<Httpbin>> _bin = new(() => Httpbin.StartAsync(CancellationToken.None));

    public Task<Httpbin> BinAsync() => _bin.Value;

    public async ValueTask DisposeAsync()
    {
        if (_bin.IsValueCreated)
        {
            await (await _bin.Value).DisposeAsync();
        }
    }
}
