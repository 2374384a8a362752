namespace Peregrine.Bench;

/// <summary>Ours, reading a body in pieces instead of into a buffer of the caller's.</summary>
internal sealed class ChunksAdapter(Place place, Endpoints endpoints)
    : PeregrineAdapter(place, endpoints, hasEverything: false)
{
    internal override Task<long> DownAsync(int megabytes) => CountAsync(megabytes);
}
