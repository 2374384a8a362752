using System.Buffers;

namespace Peregrine;

/// <summary>
/// The room that connections receive into. A connection that waits for its response holds one, and <see cref="Kept"/>
/// of each size are kept for the calls that come next.
/// </summary>
/// <remarks>
/// <see cref="ArrayPool{T}.Shared"/> keeps 32 of a size for each processor: of 64 calls at once on one processor, every
/// second allocated its room anew.
/// </remarks>
internal static class ReceiveRooms
{
    private const int Largest = 64 * 1024;
    private const int Kept = 256; // 4 MB of those of 16 KB, where so many connections were in use at once.

    internal static ArrayPool<byte> Pool { get; } = ArrayPool<byte>.Create(Largest, Kept);
}
