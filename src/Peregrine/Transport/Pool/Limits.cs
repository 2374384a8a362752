using System.ComponentModel;

namespace Peregrine;

/// <summary>How many connections a session may have, and how long they live.</summary>
[TypeConverter(typeof(SectionConverter))]
public sealed record Limits
{
    internal static Limits Default { get; } = new();

    /// <summary>The most connections to one origin. The default is 100; null is no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? PerOrigin
    {
        get;
        init => field = Checked(value);
    } = 100;

    /// <summary>The most connections in all. The default is null: no limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int? Total
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>How long a connection may lie idle and still be used. The default is 60 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan IdleExpiry
    {
        get;
        init => field = Checked(value);
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a connection is used at most, so that changes of the name service are seen. The default is 5 min.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan Lifetime
    {
        get;
        init => field = Checked(value);
    } = TimeSpan.FromMinutes(5);

    private static int? Checked(int? value) =>
        value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A limit must be at least 1; null is none.");

    private static TimeSpan Checked(TimeSpan value) => value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A time can't be negative.");
}
