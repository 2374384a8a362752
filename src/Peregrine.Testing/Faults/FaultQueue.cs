using System.Threading.Channels;

namespace Peregrine;

/// <summary>
/// The bytes of a direction that are on their way. Where latency holds them, there is room for 64 MiB; where the
/// receiver does, or a stall, for 64 KiB, so that a sender is held up as it would be without the proxy.
/// </summary>
internal sealed class FaultQueue
{
    private const long MostOnTheWay = 64 * 1024 * 1024;
    private const long MostHeldUp = 64 * 1024;

    private readonly Channel<FaultPiece> _pieces = Channel.CreateUnbounded<FaultPiece>(
        new() { SingleReader = true, SingleWriter = true });

    private readonly FaultSignal _room = new();
    private volatile bool _isHeldUp;
    private long _size;

    /// <summary>Whether the receiver takes nothing now, or a stall lets nothing pass.</summary>
    public bool IsHeldUp
    {
        set
        {
            if (_isHeldUp != value)
            {
                _isHeldUp = value;
                _room.Set();
            }
        }
    }

    public async ValueTask RoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var next = _room.Next;
            if (Interlocked.Read(ref _size) < (_isHeldUp ? MostHeldUp : MostOnTheWay))
            {
                return;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Add(FaultPiece piece)
    {
        Interlocked.Add(ref _size, piece.Size);
        _pieces.Writer.TryWrite(piece);
    }

    public ValueTask<FaultPiece> TakeAsync(CancellationToken cancellationToken) =>
        _pieces.Reader.ReadAsync(cancellationToken);

    /// <summary>The piece has passed.</summary>
    public void Free(FaultPiece piece)
    {
        Interlocked.Add(ref _size, -piece.Size);
        _room.Set();
    }
}
