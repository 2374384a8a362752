namespace Peregrine;

/// <summary>One tour against the embedded server, which several tests look at.</summary>
public sealed class EmbeddedTour : IAsyncLifetime
{
    internal CliProcess Run { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Run = await CliProcess.RunAsync("tour");

    public ValueTask DisposeAsync() => default;
}
