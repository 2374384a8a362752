namespace Peregrine;

/// <summary>
/// What a <see cref="FaultProxy"/> does to the bytes of one direction of a connection. Immutable; the default is
/// nothing. Positions count the bytes that have passed in this direction of one connection, as they are on the wire: of
/// TLS the records, of HTTP/2 the frames. Of those that end a connection the earliest acts; at one position the reset,
/// then the cut, then the half-close.
/// <code>
/// faults.Down = new() { Latency = TimeSpan.FromMilliseconds(50), CutAfter = 1000 };
/// </code>
/// </summary>
public sealed record Faults
{
    // What a timer can be set to.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>No faults.</summary>
    public static Faults None { get; } = new();

    /// <summary>
    /// How much later each byte arrives. The default is zero. It delays and does not slow down: what follows is taken
    /// meanwhile, up to 64 MiB. The connection itself is accepted at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or longer than 24 days.</exception>
    public TimeSpan Latency
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= LongestTimer
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(Latency), value, "A latency is not negative and at most 24 days.");
    }

    /// <summary>
    /// How many bytes pass in a second at most, evenly: in slices of a fiftieth of a second. The default is no limit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative; for nothing at all there is
    /// <see cref="StallAfter"/>.</exception>
    public long? BytesPerSecond
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(BytesPerSecond), value, "A rate is at least one byte a second.");
    }

    /// <summary>
    /// The connection is closed, to both sides, when so many bytes have passed; with 0 when the first would pass. Each
    /// side sees an end (FIN). The default is never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? CutAfter
    {
        get;
        init => field = Checked(value, nameof(CutAfter));
    }

    /// <summary>
    /// The connection is reset, to both sides, when so many bytes have passed; with 0 when the first would pass. Each
    /// side sees an error (RST), and may lose what it had not read yet. The default is never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? ResetAfter
    {
        get;
        init => field = Checked(value, nameof(ResetAfter));
    }

    /// <summary>
    /// This direction ends (FIN) when so many bytes have passed; with 0 when the first would pass. What is sent after
    /// them is read and dropped; the other direction goes on. The default is never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? HalfCloseAfter
    {
        get;
        init => field = Checked(value, nameof(HalfCloseAfter));
    }

    /// <summary>
    /// No more bytes pass when so many have passed, and no end either; the connection stays open, and the sender is
    /// held up when the buffers are full. When the fault is taken away, what waited passes. The default is never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? StallAfter
    {
        get;
        init => field = Checked(value, nameof(StallAfter));
    }

    /// <summary>
    /// The position of one byte, counted from 0, that arrives changed: each of its bits is the other. The default is
    /// none. TLS notices; cleartext may not.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long? GarbleAt
    {
        get;
        init => field = Checked(value, nameof(GarbleAt));
    }

    /// <summary>These faults, and what they leave out as in others.</summary>
    internal Faults Over(Faults others) => new()
    {
        Latency = Latency == TimeSpan.Zero ? others.Latency : Latency,
        BytesPerSecond = BytesPerSecond ?? others.BytesPerSecond,
        CutAfter = CutAfter ?? others.CutAfter,
        ResetAfter = ResetAfter ?? others.ResetAfter,
        HalfCloseAfter = HalfCloseAfter ?? others.HalfCloseAfter,
        StallAfter = StallAfter ?? others.StallAfter,
        GarbleAt = GarbleAt ?? others.GarbleAt,
    };

    private static long? Checked(long? position, string name) => position is null or >= 0
        ? position
        : throw new ArgumentOutOfRangeException(name, position, "A position is not negative.");
}
