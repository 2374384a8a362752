namespace Peregrine.Bench;

/// <summary>Ours, when the system is left to write files to the disk.</summary>
internal sealed class UnflushedAdapter(Place place, Endpoints endpoints)
    : PeregrineAdapter(place, endpoints, hasEverything: false)
{
    internal override Task DiskAsync(int megabytes, string file) =>
        DownloadAsync(megabytes, file, new() { FlushToDisk = false });
}
