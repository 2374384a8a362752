namespace Peregrine;

/// <summary>When bytes leave at a rate, on the clock's own scale: evenly, without a burst after a rest.</summary>
internal sealed class FaultPace(long ticksPerSecond)
{
    private const int SlicesPerSecond = 50;
    private const int LargestSlice = 64 * 1024;

    /// <summary>The moment from which more may leave.</summary>
    public long FreeAt { get; private set; } = long.MinValue;

    /// <summary>How many bytes to take at a time.</summary>
    public static int Slice(long? bytesPerSecond) => bytesPerSecond is { } rate
        ? (int)Math.Clamp(rate / SlicesPerSecond, 1, LargestSlice)
        : LargestSlice;

    /// <summary>The moment when the last of these bytes leaves, if they come now.</summary>
    public long Leave(long now, int count, long? bytesPerSecond)
    {
        var from = Math.Max(FreeAt, now);
        FreeAt = bytesPerSecond is { } rate ? from + (long)((double)count * ticksPerSecond / rate) : now;
        return FreeAt;
    }
}
