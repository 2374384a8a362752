using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Peregrine.Bench;

/// <summary>
/// One way through the relay. A thread takes what comes and notes when it is due, another sends it then: what is on its
/// way at a time is bounded only so that a client that does not read can't take all memory.
/// </summary>
internal sealed class DelayLine
{
    // 128 MiB on their way: 1.28 GB/s over 100 ms.
    private const int PieceSize = 64 * 1024;
    private const int MostPieces = 2048;

    private static readonly ConcurrentBag<byte[]> Spare = [];
    private readonly BlockingCollection<(byte[] Bytes, int Count, long Due)> _onTheWay = new(MostPieces);
    private readonly Socket _from;
    private readonly Socket _to;
    private readonly TimeSpan _delay;

    private DelayLine(Socket from, Socket to, TimeSpan delay) => (_from, _to, _delay) = (from, to, delay);

    internal static void Start(Socket from, Socket to, TimeSpan delay)
    {
        var line = new DelayLine(from, to, delay);
        new Thread(line.Take) { IsBackground = true }.Start();
        new Thread(line.Give) { IsBackground = true }.Start();
    }

    private void Take()
    {
        var count = 1;
        while (count > 0)
        {
            var bytes = Spare.TryTake(out var spare) ? spare : new byte[PieceSize];
            count = Receive(bytes);
            var due = Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency);
            _onTheWay.Add((bytes, count, due)); // The end too: none in it.
        }
    }

    private int Receive(byte[] bytes)
    {
        try
        {
            return _from.Receive(bytes);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void Give()
    {
        var isOpen = true;
        foreach (var (bytes, count, due) in _onTheWay.GetConsumingEnumerable())
        {
            WaitUntil(due);
            isOpen = isOpen && TrySend(bytes.AsSpan(0, count));
            Spare.Add(bytes);
            if (count == 0)
            {
                break;
            }
        }

        _to.Dispose(); // The other way ends by that.
    }

    // What comes is passed over when the other side has gone.
    private bool TrySend(ReadOnlySpan<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[_to.Send(bytes)..];
            }

            return true;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    // A sleep counts whole milliseconds: what is left of one is waited for by looking at the clock.
    private static void WaitUntil(long due)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var left && left > TimeSpan.Zero)
        {
            if (left.TotalMilliseconds >= 1)
            {
                Thread.Sleep((int)left.TotalMilliseconds);
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}
