using System.Buffers;

namespace Peregrine;

/// <summary>
/// The room that connections receive into. A connection that waits for its response holds one, and <see cref="Kept"/>
/// of each size are kept for the calls that come next.
/// </summary>
/// <remarks>
/// <see cref="ArrayPool{T}.Shared"/> keeps 32 of a size for each processor: of 64 calls at once on one processor, every
/// second allocated its room anew. The pool here has locks, so the room that was given back last stands before it: one
/// call after the other needs no other.
/// </remarks>
internal static class ReceiveRooms
{
    private const int Usual = 16 * 1024;
    private const int Largest = 64 * 1024;
    private const int Kept = 256; // 4 MB of those of 16 KB, where so many connections were in use at once.

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(Largest, Kept);

    private static byte[]? _last; // By Interlocked.

    internal static byte[] Rent(int atLeast) =>
        atLeast <= Usual && Interlocked.Exchange(ref _last, null) is { } last ? last : Pool.Rent(atLeast);

    internal static void Return(byte[] room)
    {
        if (room.Length != Usual || Interlocked.CompareExchange(ref _last, room, null) is not null)
        {
            Pool.Return(room);
        }
    }
}
