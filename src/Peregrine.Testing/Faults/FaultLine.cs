using System.Buffers;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// One direction of a connection: one task takes what comes and notes when it left, another gives it when it is due.
/// </summary>
internal sealed partial class FaultLine(
    Socket from, Socket to, FaultSettings settings, Func<FaultState, Faults> faultsIn, TimeProvider time,
    Action<int> onPassed)
{
    private readonly FaultQueue _queue = new();
    private readonly FaultPace _pace = new(time.TimestampFrequency);

    /// <summary>Runs to the end of the direction. Neither of its tasks outlives it; it throws nothing.</summary>
    public async Task<LineEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var taking = TakeAsync(over.Token);
        var end = await EndOf(GiveAsync(over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await EndOf(taking).ConfigureAwait(false);
        return end;
    }

    private static async Task<LineEnd> EndOf(Task<LineEnd> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is OperationCanceledException or ObjectDisposedException)
        {
            return LineEnd.Stopped;
        }
        catch (SocketException)
        {
            return LineEnd.Reset;
        }
    }

    private async Task<LineEnd> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _queue.RoomAsync(cancellationToken).ConfigureAwait(false);
            await FreeAsync(cancellationToken).ConfigureAwait(false);
            var (bytes, end) = await ReceiveAsync(cancellationToken).ConfigureAwait(false);
            var rate = faultsIn(settings.State).BytesPerSecond;
            var left = _pace.Leave(time.GetTimestamp(), bytes.Length, rate);
            _queue.Add(new FaultPiece(bytes, left, end));
            if (end is not null)
            {
                return end.Value;
            }
        }
    }

    // Waits until what was taken has left, at the rate of now.
    private async ValueTask FreeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = settings.Changed.Next;
            if (faultsIn(settings.State).BytesPerSecond is null
                || !await WaitedAsync(_pace.FreeAt, changed, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private async ValueTask<(byte[] Bytes, LineEnd? End)> ReceiveAsync(CancellationToken cancellationToken)
    {
        var buffer = Array.Empty<byte>();
        try
        {
            // No room is held while nothing comes.
            await from.ReceiveAsync(buffer.AsMemory(), SocketFlags.None, cancellationToken).ConfigureAwait(false);
            var slice = FaultPace.Slice(faultsIn(settings.State).BytesPerSecond);
            buffer = ArrayPool<byte>.Shared.Rent(slice);
            var count = await from.ReceiveAsync(buffer.AsMemory(0, slice), SocketFlags.None, cancellationToken)
                .ConfigureAwait(false);
            var bytes = buffer.AsSpan(0, count).ToArray();
            ArrayPool<byte>.Shared.Return(buffer);
            return (bytes, count == 0 ? LineEnd.Ended : null);
        }
        catch (SocketException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], LineEnd.Reset);
        }
        catch (ObjectDisposedException)
        {
            return ([], LineEnd.Stopped);
        }
    }

    /// <summary>
    /// Waits for a moment, or for a change before it: whether it waited, and the question has to be asked again.
    /// </summary>
    private async ValueTask<bool> WaitedAsync(long moment, Task changed, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (now >= moment)
        {
            return false;
        }

        // A timer counts whole milliseconds.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling(time.GetElapsedTime(now, moment).TotalMilliseconds));
        await changed.WaitAsync(wait, time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }
}
