namespace Peregrine.Bench;

/// <summary>The floor of a download that is flushed to the disk.</summary>
internal sealed class RawFlushedAdapter(Place place, Endpoints endpoints) : RawAdapter(place, endpoints)
{
    internal override Task DiskAsync(int megabytes, string file) => KeepAsync(megabytes, file, isFlushed: true);
}
