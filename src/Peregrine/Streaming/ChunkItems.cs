using System.Buffers;

namespace Peregrine;

/// <summary>The body piece by piece, as it comes in. A piece is good until the next one is asked for.</summary>
internal sealed class ChunkItems(BodyInput input) : BodyItems<ReadOnlyMemory<byte>>
{
    internal const int Size = 64 * 1024;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _count;

    public override void Dispose()
    {
        Current = default;
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private protected override bool TryTake()
    {
        (Current, var hasMore) = (_buffer.AsMemory(0, _count), _count > 0);
        _count = 0;
        return hasMore;
    }

    private protected override async ValueTask<bool> FillAsync()
    {
        _count = await input.ReadAsync(_buffer).ConfigureAwait(false);
        return _count > 0;
    }
}
