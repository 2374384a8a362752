using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// How many connections a session may have, how long they live, and how large the head of a response may be.
/// </summary>
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

    /// <summary>
    /// The largest head of a response, in bytes: its first line and its fields, the interim responses (1xx) before it
    /// included; over HTTP/2 each field counts with 32 bytes more (RFC 9113, section 10.5.1). A larger one is a
    /// <see cref="ProtocolException"/>. The default is 65,536.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1,024 or more than 16,777,216.</exception>
    public int MaxResponseHeadBytes
    {
        get;
        init => field = value is >= 1024 and <= 16 * 1024 * 1024 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "The head of a response is limited to 1,024 to 16,777,216 bytes.");
    } = HeadLimit.Standard.Bytes;

    internal HeadLimit Head => new(MaxResponseHeadBytes);

    private static int? Checked(int? value) =>
        value is null or >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A limit must be at least 1; null is none.");

    private static TimeSpan Checked(TimeSpan value) => value >= TimeSpan.Zero || value == Timeout.InfiniteTimeSpan
        ? value
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A time can't be negative.");
}
