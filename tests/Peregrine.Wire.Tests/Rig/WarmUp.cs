[assembly: AssemblyFixture(typeof(Peregrine.WarmUp))]
[assembly: CollectionBehavior(MaxParallelThreads = 8)]

namespace Peregrine;

/// <summary>Makes each kind of call once before any test measures one: what is compiled then is not measured.</summary>
public sealed class WarmUp : IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        foreach (var tls in new[] { null, TestAuthority.Loopback })
        {
            await using var server = new RawServer(Scripts.Answer(), tls);
            using var session = Sessions.For(server, options => options.Timeout = 30);
            await session.GetAsync(blocking: false, "/", CancellationToken.None);
            await session.GetAsync(blocking: true, "/", CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => default;
}
