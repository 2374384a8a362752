using System.Net.Sockets;

namespace Peregrine;

/// <summary>
/// Waits on the caller's thread for connections that are on their way, turn by turn, within the limit.
/// </summary>
internal sealed class BlockingTurns(DialClock clock, TimeSpan stagger, TimeProvider time)
{
    // It looks this often whether the call was cancelled; a connection is seen at once.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(50);
    private long _began;

    internal void BeginTurn() => _began = time.GetTimestamp();

    /// <summary>Waits until one has come or failed; false when the turn is over before.</summary>
    /// <exception cref="SocketException">The limit was passed.</exception>
    internal bool Await(List<ConnectAttempt> running, bool endsTurn)
    {
        while (!running.Exists(one => one.HasEnded))
        {
            clock.Token.ThrowIfCancellationRequested();
            var left = clock.Remaining;
            if (left == TimeSpan.Zero)
            {
                throw new SocketException((int)SocketError.TimedOut);
            }

            var turn = endsTurn ? stagger - time.GetElapsedTime(_began) : Timeout.InfiniteTimeSpan;
            if (endsTurn && turn <= TimeSpan.Zero)
            {
                return false;
            }

            Poll(running, Shortest(Slice, left, turn));
        }

        return true;
    }

    private static void Poll(List<ConnectAttempt> running, TimeSpan wait)
    {
        var (writable, failed) = (running.ConvertAll(one => one.Socket), running.ConvertAll(one => one.Socket));
        Socket.Select(null, writable, failed, wait);
        foreach (var one in running.Where(one => writable.Contains(one.Socket) || failed.Contains(one.Socket)))
        {
            one.NoteReady();
        }
    }

    private static TimeSpan Shortest(params ReadOnlySpan<TimeSpan> times)
    {
        var shortest = TimeSpan.MaxValue;
        foreach (var one in times)
        {
            shortest = one != Timeout.InfiniteTimeSpan && one < shortest ? one : shortest;
        }

        return shortest;
    }
}
