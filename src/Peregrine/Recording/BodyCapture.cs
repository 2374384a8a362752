using System.Buffers;

namespace Peregrine;

/// <summary>Keeps the beginning of a body that goes by, up to a limit, and counts all of it.</summary>
/// <param name="limit">How many bytes are kept at most.</param>
internal sealed class BodyCapture(long limit)
{
    private readonly Lock _gate = new(); // The recorder looks while a reader may still read.
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>How many bytes went by.</summary>
    internal long Count { get; private set; }

    /// <summary>Forgets what was kept: the body begins anew.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            Count = 0;
            _kept.Clear();
        }
    }

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            Count += bytes.Length;
            _kept.Write(bytes[..(int)Math.Min(bytes.Length, limit - _kept.WrittenCount)]);
        }
    }

    /// <summary>What was kept, and whether that is all that went by.</summary>
    internal (byte[] Bytes, bool IsAll) Take()
    {
        lock (_gate)
        {
            return (_kept.WrittenSpan.ToArray(), _kept.WrittenCount == Count);
        }
    }
}
