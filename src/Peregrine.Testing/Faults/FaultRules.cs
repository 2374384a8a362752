namespace Peregrine;

/// <summary>What the faults say about the next bytes of a direction. Pure.</summary>
internal static class FaultRules
{
    /// <summary>How many bytes may pass before the direction ends, and how it ends then.</summary>
    public static (long Room, LineEnd End) Limit(Faults faults, long passed)
    {
        var (at, end) = (long.MaxValue, LineEnd.Ended);
        Earlier(faults.ResetAfter, LineEnd.Reset);
        Earlier(faults.CutAfter, LineEnd.Cut);
        Earlier(faults.HalfCloseAfter, LineEnd.HalfClosed);
        return (Math.Max(0, at - passed), end);

        void Earlier(long? position, LineEnd kind)
        {
            if (position < at)
            {
                (at, end) = (position.Value, kind);
            }
        }
    }

    /// <summary>Whether nothing passes now.</summary>
    public static bool IsStalled(Faults faults, long passed) => passed >= faults.StallAfter;

    /// <summary>How many of so many bytes pass in one go.</summary>
    public static int Count(Faults faults, long passed, int available, long room) =>
        (int)Math.Min(Math.Min(available, room), faults.StallAfter - passed ?? long.MaxValue);

    /// <summary>Changes the byte that is to be changed, where it is one of these.</summary>
    public static void Garble(Faults faults, long passed, Span<byte> bytes)
    {
        if (faults.GarbleAt - passed is { } at && at >= 0 && at < bytes.Length)
        {
            bytes[(int)at] ^= 0xFF;
        }
    }
}
