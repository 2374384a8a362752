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
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(Largest, Kept);

    // A call after the other on one thread needs no lock.
    [ThreadStatic]
    private static byte[]? _last;

    /// <summary>Rents room of at least so many bytes.</summary>
    internal static byte[] Rent(int size)
    {
        if (_last is { } last && last.Length >= size)
        {
            _last = null;
            return last;
        }

        return Pool.Rent(size);
    }

    /// <summary>Takes room back that nothing reads or writes any more.</summary>
    internal static void Return(byte[] room)
    {
        if (_last is null && room.Length <= Largest)
        {
            _last = room;
        }
        else
        {
            Pool.Return(room);
        }
    }
}
