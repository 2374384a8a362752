namespace Peregrine.Load;

/// <summary>What was read of the shop in a second.</summary>
/// <param name="Second">Since the load began.</param>
/// <param name="Connections">Open connections of its sessions.</param>
/// <param name="Handles">Open handles of the process.</param>
/// <param name="Heap">Bytes of the heap after its last collection.</param>
/// <param name="Resident">Bytes of memory that the system has given it.</param>
/// <param name="Busiest">The most requests that were under way at once, since the reading before.</param>
internal sealed record ShopReading(
    double Second, long Connections, long Handles, long Heap, long Resident, int Busiest);
