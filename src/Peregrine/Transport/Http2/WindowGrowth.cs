namespace Peregrine;

/// <summary>
/// How wide the window of one stream is. It begins with what a response that is never read may take of our memory. It
/// becomes as wide as the line needs while the reader has read all that has come, and narrower again when the reader
/// stays behind. Pure: moments are arguments, as timestamps of one clock.
/// </summary>
/// <param name="since">When the head of the response had come.</param>
/// <param name="spare">How much wider all windows of the connection may be.</param>
internal sealed class WindowGrowth(long since, SpareWindow spare)
{
    /// <summary>A window's first size: it keeps 160 Mbit/s busy over 100 ms.</summary>
    internal const int First = 2 * 1024 * 1024;

    /// <summary>
    /// A window's last size: 2.7 Gbit/s over 100 ms. 64 MB from 100 ms away take 0.33 s with it, 0.51 s with half of
    /// it.
    /// </summary>
    internal const int Most = 32 * 1024 * 1024;

    private long _since = since; // When all that had come was read.
    private long _read; // How much was read since then.

    internal int Size { get; private set; } = First;

    /// <summary>
    /// How much has to be given back to be worth an update. Where all that came was read, the server may have sent all
    /// that it may, and waits for it.
    /// </summary>
    internal static int Step(int unread) => unread == 0 ? First / 4 : First / 2;

    /// <summary>
    /// The reader has read so much that an update is due; gives by how much the window changes with it.
    /// </summary>
    /// <param name="used">What was read since the last update, which is to be given back.</param>
    /// <param name="unread">What has come and was not read.</param>
    /// <param name="now">The moment.</param>
    /// <param name="roundTrip">How far away the server is.</param>
    /// <returns>
    /// What is given beyond what was used. Below zero it is held back, and never more than was used: what the server
    /// was promised stays promised (RFC 9113, section 6.9).
    /// </returns>
    internal int Change(int used, int unread, long now, long roundTrip)
    {
        _read += used;
        var before = Size;
        if (unread > Size / 2) // The reader stays behind.
        {
            Size = Math.Max(First, Size - used);
            spare.GiveBack(before - Size);
        }
        else if (unread == 0)
        {
            Size += spare.Take(Needed(now, roundTrip) - Size);
            (_since, _read) = (now, 0);
        }

        return Size - before;
    }

    /// <summary>The stream is over.</summary>
    internal void End() => spare.GiveBack(Size - First);

    // All that came since a moment was read, so the line and the reader are both as fast as that. Twice what they do in
    // a round trip, because the time since then may hold a wait for the window.
    private int Needed(long now, long roundTrip) =>
        (int)Math.Clamp(2.0 * _read * roundTrip / Math.Max(1, now - _since), Size, Most);
}
