namespace Peregrine;

/// <summary>Counts the frames that carry nothing: a server that sends many of them is left.</summary>
internal sealed class FloodWatch(TimeProvider time)
{
    private const int MostEmptyFrames = 1000;
    private const int UpdatesForOurData = 16;
    private const int LateHeads = 4;
    private static readonly TimeSpan FloodWindow = TimeSpan.FromSeconds(10);

    private int _emptyFrames;
    private long _emptySince;
    private long _updates;
    private long _late;

    /// <summary>Data was sent: the server may tell that it took it.</summary>
    internal void NoteData() => Interlocked.Add(ref _updates, UpdatesForOurData);

    /// <summary>A stream was given up: what the server sent before it knew comes still.</summary>
    internal void NoteGivenUp() => Interlocked.Add(ref _late, LateHeads);

    /// <summary>The window of a body grew.</summary>
    /// <exception cref="Http2ConnectionException">That happens all the time.</exception>
    internal void TakeUpdate()
    {
        if (Interlocked.Decrement(ref _updates) < 0)
        {
            Interlocked.Increment(ref _updates);
            CountEmpty();
        }
    }

    /// <summary>Something came on a stream that is over.</summary>
    /// <exception cref="Http2ConnectionException">That happens all the time.</exception>
    internal void TakeLate()
    {
        if (Interlocked.Decrement(ref _late) < 0)
        {
            Interlocked.Increment(ref _late);
            CountEmpty();
        }
    }

    /// <summary>A frame came that carries nothing.</summary>
    /// <exception cref="Http2ConnectionException">They are too many.</exception>
    internal void CountEmpty()
    {
        if (_emptyFrames == 0 || time.GetElapsedTime(_emptySince) > FloodWindow)
        {
            (_emptyFrames, _emptySince) = (0, time.GetTimestamp());
        }

        if (++_emptyFrames > MostEmptyFrames)
        {
            throw Http2ConnectionException.TooMuch("the server floods the connection with frames that carry nothing");
        }
    }
}
