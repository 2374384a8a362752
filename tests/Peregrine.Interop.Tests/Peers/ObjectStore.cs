namespace Peregrine;

/// <summary>
/// A store of objects of a package from npm, with its files in a temporary folder, started when a test first asks for
/// it.
/// </summary>
/// <param name="package">The package, and the folder of its script beside the other peers.</param>
internal sealed class ObjectStore(string package) : IAsyncDisposable
{
    private readonly NodeProcess _process = new(package, "server.mjs");
    private readonly Lock _lock = new();
    private DirectoryInfo? _folder;
    private Task<string[]>? _starting;

    /// <summary>
    /// Where it is: <c>http://127.0.0.1:PORT</c>. Skips the test where Node or the package is missing.
    /// </summary>
    internal async Task<string> UrlAsync()
    {
        _process.Require(package);
        lock (_lock)
        {
            _folder ??= Directory.CreateTempSubdirectory($"peregrine-{package}-");
            _starting ??= _process.StartAsync(_folder.FullName);
        }

        return (await _starting)[0];
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder?.Delete(recursive: true);
    }
}
