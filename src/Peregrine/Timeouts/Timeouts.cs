using System.ComponentModel;
using System.Globalization;

namespace Peregrine;

/// <summary>
/// Limits on the phases of a request. A member that is null inherits, one by one: from the call to the session to the
/// defaults (connect 5 s, read, send and pool 30 s, no total and no rate). <see cref="Timeout.InfiniteTimeSpan"/> turns
/// one off.
/// </summary>
/// <remarks>
/// A number (of seconds) or a <see cref="TimeSpan"/> converts and sets connect, send, read and pool, each;
/// a pair sets connect and read.
/// </remarks>
[TypeConverter(typeof(OptionTextConverter<Timeouts>))]
public sealed record Timeouts : IOptionText<Timeouts>
{
    // Ticks, which take half the room: zero is no limit, and so says here that none is set.
    private readonly long _pool;
    private readonly long _connect;
    private readonly long _send;
    private readonly long _read;
    private readonly long _total;
    private readonly long _rate;

    /// <summary>No limit at all.</summary>
    public static Timeouts None { get; } =
        All(Timeout.InfiniteTimeSpan) with { Total = Timeout.InfiniteTimeSpan, Rate = Timeout.InfiniteTimeSpan };

    /// <summary>The defaults: connect 5 s, read, send and pool 30 s, no total, no rate.</summary>
    internal static Timeouts Default { get; } = All(TimeSpan.FromSeconds(30)) with
    {
        Connect = TimeSpan.FromSeconds(5),
        Total = Timeout.InfiniteTimeSpan,
        Rate = Timeout.InfiniteTimeSpan,
    };

    /// <summary>The longest wait for a free connection.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Pool { get => Limit(_pool); init => _pool = Ticks(value); }

    /// <summary>The longest time to connect: name resolution, TCP and TLS together.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Connect { get => Limit(_connect); init => _connect = Ticks(value); }

    /// <summary>The longest time in which the other side takes nothing of the request.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Send { get => Limit(_send); init => _send = Ticks(value); }

    /// <summary>The longest wait for the head of the response, and between two reads of its body.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Read { get => Limit(_read); init => _read = Ticks(value); }

    /// <summary>
    /// The limit on the whole call: redirects, retries, their pauses and the body of the response included.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Total { get => Limit(_total); init => _total = Ticks(value); }

    /// <summary>
    /// The longest wait for a permit of a <see cref="RateLimit"/>; one that is known to last longer fails at once. The
    /// default is no limit, and a number or a <see cref="TimeSpan"/> does not set it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Rate { get => Limit(_rate); init => _rate = Ticks(value); }

    /// <summary>The same limit, in seconds, for connect, send, read and pool, each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public static implicit operator Timeouts(double seconds) => All(Seconds(seconds));

    /// <summary>The same limit for connect, send, read and pool, each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public static implicit operator Timeouts(TimeSpan limit) => All(limit);

    /// <summary>Limits, in seconds, for connect and read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public static implicit operator Timeouts((double Connect, double Read) seconds) =>
        new() { Connect = Seconds(seconds.Connect), Read = Seconds(seconds.Read) };

    /// <summary>Limits for connect and read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public static implicit operator Timeouts((TimeSpan Connect, TimeSpan Read) limits) =>
        new() { Connect = limits.Connect, Read = limits.Read };

    /// <summary>The inner limits, and the outer ones where there is none there.</summary>
    internal static Timeouts? Merge(Timeouts? inner, Timeouts? outer) =>
        inner is null ? outer : outer is null ? inner : inner.Over(outer);

    /// <summary>These limits, and those of <paramref name="outer"/> where there is none here.</summary>
    internal Timeouts Over(Timeouts outer) => new()
    {
        Pool = Pool ?? outer.Pool,
        Connect = Connect ?? outer.Connect,
        Send = Send ?? outer.Send,
        Read = Read ?? outer.Read,
        Total = Total ?? outer.Total,
        Rate = Rate ?? outer.Rate,
    };

    /// <summary>The limit of a phase; infinite when there is none.</summary>
    internal TimeSpan LimitOf(TimeoutPhase phase) => phase switch
    {
        TimeoutPhase.Pool => Pool,
        TimeoutPhase.Connect => Connect,
        TimeoutPhase.Send => Send,
        TimeoutPhase.Read => Read,
        TimeoutPhase.Rate => Rate,
        _ => Total,
    } ?? Timeout.InfiniteTimeSpan;

    // A number means seconds, as in code; TimeSpan.Parse would read it as days.
    static Timeouts IOptionText<Timeouts>.FromText(string text) =>
        OptionText.Is(text, nameof(None)) ? None
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : IsTime(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var limit) ? limit
        : throw new FormatException(
            "Written as text, Timeouts are a number of seconds, a time such as 00:00:30, or None.");

    private static bool IsTime(string text) => text.Contains(':', StringComparison.Ordinal);

    private static Timeouts All(TimeSpan limit) => new() { Pool = limit, Connect = limit, Send = limit, Read = limit };

    private static TimeSpan Seconds(double seconds) => double.IsFinite(seconds) && Math.Abs(seconds) < int.MaxValue
        ? TimeSpan.FromSeconds(seconds)
        : throw new ArgumentOutOfRangeException(
            nameof(seconds), seconds, "A timeout is a number of seconds; Timeouts.None turns them off.");

    private static TimeSpan? Limit(long ticks) => ticks == 0 ? null : TimeSpan.FromTicks(ticks);

    private static long Ticks(TimeSpan? limit) =>
        limit is null ? 0
        : limit > TimeSpan.Zero || limit == Timeout.InfiniteTimeSpan ? limit.Value.Ticks
        : throw new ArgumentOutOfRangeException(
            nameof(limit), limit, "A timeout must be positive; Timeout.InfiniteTimeSpan turns it off.");
}
