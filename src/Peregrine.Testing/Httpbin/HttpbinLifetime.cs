using Microsoft.Extensions.Hosting;

namespace Peregrine;

/// <summary>Leaves the signals of the process (Ctrl+C) to the program that the server runs in.</summary>
internal sealed class HttpbinLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
