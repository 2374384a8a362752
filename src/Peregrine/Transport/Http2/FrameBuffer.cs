using System.Buffers.Binary;

namespace Peregrine;

/// <summary>Frames that are to be sent, one after the other. It is filled under the lock of its connection.</summary>
internal sealed class FrameBuffer
{
    private const int FirstSize = 4096;
    private const int MostToKeep = 128 * 1024;
    private byte[] _bytes = new byte[FirstSize];

    internal int Count { get; private set; }

    internal ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Count);

    internal void Clear()
    {
        Count = 0;
        if (_bytes.Length > MostToKeep)
        {
            _bytes = new byte[FirstSize];
        }
    }

    /// <summary>Room at the end, which counts as filled.</summary>
    internal Span<byte> Reserve(int count)
    {
        var room = Room(count)[..count];
        Count += count;
        return room;
    }

    /// <summary>Room at the end, at least so much; <see cref="Advance"/> says how much of it was filled.</summary>
    internal Span<byte> Room(int count)
    {
        if (_bytes.Length - Count < count)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Count + count));
        }

        return _bytes.AsSpan(Count);
    }

    internal void Advance(int count) => Count += count;

    /// <summary>A whole frame.</summary>
    internal void Add(FrameType type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        new FrameHeader(payload.Length, type, flags, stream).Write(Reserve(FrameHeader.Size));
        payload.CopyTo(Reserve(payload.Length));
    }

    /// <summary>A frame whose payload is one number.</summary>
    internal void Add(FrameType type, int stream, int number)
    {
        Span<byte> payload = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(payload, number);
        Add(type, 0, stream, payload);
    }

    /// <summary>
    /// Makes what was added since a moment a head: one frame, or as many as the server's largest demands.
    /// </summary>
    internal void CloseHead(int start, int stream, bool isEnd, int maxFrameSize)
    {
        var left = Count - start - FrameHeader.Size;
        var more = Math.Max(0, (left - 1) / maxFrameSize);
        Reserve(more * FrameHeader.Size);

        // From the end, so that what is moved is not yet written over.
        for (var frame = more; frame > 0; frame--)
        {
            var from = start + FrameHeader.Size + (frame * maxFrameSize);
            var length = Math.Min(left - (frame * maxFrameSize), maxFrameSize);
            var to = from + (frame * FrameHeader.Size);
            _bytes.AsSpan(from, length).CopyTo(_bytes.AsSpan(to));
            new FrameHeader(length, FrameType.Continuation, frame == more ? FrameHeader.EndHeaders : (byte)0, stream)
                .Write(_bytes.AsSpan(to - FrameHeader.Size));
        }

        var flags = (isEnd ? FrameHeader.EndStream : 0) | (more == 0 ? FrameHeader.EndHeaders : 0);
        new FrameHeader(Math.Min(left, maxFrameSize), FrameType.Headers, (byte)flags, stream)
            .Write(_bytes.AsSpan(start));
    }
}
