using System.Net.Sockets;

namespace Peregrine;

internal sealed partial class FaultLine
{
    private long _passed;

    private async Task<LineEnd> GiveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var piece = await _queue.TakeAsync(cancellationToken).ConfigureAwait(false);
            var end = await PassAsync(piece, cancellationToken).ConfigureAwait(false);
            _queue.Free(piece);
            switch (end)
            {
                case null:
                    continue;
                case LineEnd.Ended:
                    to.Shutdown(SocketShutdown.Send);
                    return LineEnd.Ended;
                case LineEnd.HalfClosed:
                    to.Shutdown(SocketShutdown.Send);
                    return await DropAsync(cancellationToken).ConfigureAwait(false);
                default:
                    return end.Value;
            }
        }
    }

    // A piece passes when it is due, as far as the faults let it.
    private async ValueTask<LineEnd?> PassAsync(FaultPiece piece, CancellationToken cancellationToken)
    {
        var rest = piece.Bytes.AsMemory();
        while (true)
        {
            var faults = await DueAsync(piece.LeftAt, cancellationToken).ConfigureAwait(false);
            if (rest.IsEmpty)
            {
                return piece.End;
            }

            var (room, end) = FaultRules.Limit(faults, _passed);
            if (room == 0)
            {
                return end;
            }

            var part = rest[..FaultRules.Count(faults, _passed, rest.Length, room)];
            FaultRules.Garble(faults, _passed, part.Span);
            await SendAsync(part, cancellationToken).ConfigureAwait(false);
            if (part.Length == room)
            {
                return end;
            }

            rest = rest[part.Length..];
        }
    }

    // Waits until nothing stalls the direction and the latency is over; each change asks again.
    private async ValueTask<Faults> DueAsync(long left, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = settings.Changed.Next;
            var faults = faultsIn(settings.State);
            if (FaultRules.IsStalled(faults, _passed))
            {
                _queue.IsHeldUp = true;
                await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
                _queue.IsHeldUp = false;
            }
            else if (!await WaitedAsync(DueAt(left, faults.Latency), changed, cancellationToken)
                .ConfigureAwait(false))
            {
                return faults;
            }
        }
    }

    private long DueAt(long left, TimeSpan latency) =>
        left + (long)(latency.Ticks * ((double)time.TimestampFrequency / TimeSpan.TicksPerSecond));

    private async ValueTask SendAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        while (!part.IsEmpty)
        {
            var sending = to.SendAsync(part, SocketFlags.None, cancellationToken);
            if (!sending.IsCompleted)
            {
                _queue.IsHeldUp = true;
            }

            var sent = await sending.ConfigureAwait(false);
            _queue.IsHeldUp = false;
            _passed += sent;
            onPassed(sent);
            part = part[sent..];
        }
    }

    // What comes after a half-close is read, so that its sender is not held up, and goes nowhere.
    private async Task<LineEnd> DropAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var piece = await _queue.TakeAsync(cancellationToken).ConfigureAwait(false);
            _queue.Free(piece);
            if (piece.End is { } end)
            {
                return end == LineEnd.Ended ? LineEnd.HalfClosed : end;
            }
        }
    }
}
