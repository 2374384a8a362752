using System.ComponentModel;
using System.Globalization;

namespace Peregrine;

/// <summary>
/// How many requests may be sent in a time: a bucket of <see cref="Burst"/> permits that fills evenly, so that no
/// second sees more than the permits of a second plus <see cref="Burst"/>.
/// </summary>
/// <remarks>
/// <para>Every send takes a permit: first tries, retries, redirects, answers to challenges, requests for tokens. A send
/// without a permit waits, first come, first served, for at most <see cref="Timeouts.Rate"/> and
/// <see cref="Timeouts.Total"/>; a longer wait is a <see cref="RequestTimeoutException"/> of
/// <see cref="TimeoutPhase.Rate"/>. Opening a connection ahead takes none. The permit is
/// taken when the send is let go: sends that then wait together for a connection, to be made or to be free, leave
/// together.</para>
/// <para>A server that asks for it pauses its whole origin, for at most <see cref="MaxPause"/>: with
/// <c>Retry-After</c> in a 429 or a 503, or with a limit that is spent (<c>RateLimit</c>, <c>RateLimit-Remaining</c>,
/// <c>X-RateLimit-Remaining</c> or <c>X-Rate-Limit-Remaining</c>) and the time when it starts anew. A later answer
/// never shortens a pause.</para>
/// <para>The buckets belong to the session, and <see cref="HttpSession.With"/> shares them unless it sets a limit of
/// its own. In configuration a text converts: <c>10/s</c>, <c>600/m</c>, <c>1000/h</c>, <c>None</c>.</para>
/// </remarks>
[TypeConverter(typeof(OptionTextConverter<RateLimit>))]
public sealed record RateLimit : IOptionText<RateLimit>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>A limit of so many sends in a time.</summary>
    /// <param name="permits">How many sends; 0.5 in a second is one in two.</param>
    /// <param name="per">In which time.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or less than one send in 366 days, or more than ten
    /// million in a second.</exception>
    public RateLimit(double permits, TimeSpan per)
    {
        Per = per > TimeSpan.Zero && per <= Longest
            ? per
            : throw new ArgumentOutOfRangeException(nameof(per), per, "A time is positive, and 366 days at most.");
        Permits = per.Ticks / permits >= 1 && per.Ticks / permits <= Longest.Ticks
            ? permits
            : throw new ArgumentOutOfRangeException(
                nameof(permits), permits,
                "A rate is positive: from one permit in 366 days to ten million in a second.");
    }

    private RateLimit()
    {
    }

    /// <summary>No limit: it turns off that of the session for a mount or for the session that
    /// <see cref="HttpSession.With"/> makes.</summary>
    public static RateLimit None { get; } = new();

    /// <summary>How many sends there may be in <see cref="Per"/>; 0 for <see cref="None"/>.</summary>
    public double Permits { get; }

    /// <summary>The time in which there may be <see cref="Permits"/>.</summary>
    public TimeSpan Per { get; }

    /// <summary>
    /// The size of the bucket: how many sends may go at once after a time without any. The default is 1: the sends are
    /// evenly spread.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int Burst
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "A bucket holds at least one permit.");
    } = 1;

    /// <summary>Whether each origin has a bucket, or all share one. The default is each origin.</summary>
    public RateLimitScope Scope { get; init; }

    /// <summary>
    /// Where the permits are counted, for several sessions or machines that share a limit. By default (null) the
    /// session counts them itself. The session does not dispose it.
    /// </summary>
    public IRateStore? Store { get; init; }

    /// <summary>
    /// The longest pause that a server is granted; of a longer one so much is kept. Zero pauses never. The default is
    /// 120 s.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or more than 366 days.</exception>
    public TimeSpan MaxPause
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= Longest
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, "A longest pause is not negative, and 366 days at most.");
    } = TimeSpan.FromSeconds(120);

    /// <summary>Whether it is <see cref="None"/>.</summary>
    internal bool IsNone => Permits == 0;

    /// <summary>So many sends in a second.</summary>
    /// <param name="permits">How many sends.</param>
    /// <param name="burst">The size of the bucket.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or more than ten million.</exception>
    public static RateLimit PerSecond(double permits, int burst = 1) =>
        new(permits, TimeSpan.FromSeconds(1)) { Burst = burst };

    /// <summary>So many sends in a minute.</summary>
    /// <param name="permits">How many sends.</param>
    /// <param name="burst">The size of the bucket.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not positive, or too many.</exception>
    public static RateLimit PerMinute(double permits, int burst = 1) =>
        new(permits, TimeSpan.FromMinutes(1)) { Burst = burst };

    /// <summary>The rate, the burst and the scope.</summary>
    public override string ToString() => IsNone ? "no limit" : string.Create(
        CultureInfo.InvariantCulture,
        $"{Permits} in {Per.TotalSeconds} s, burst {Burst}{(Scope == RateLimitScope.Session ? ", all origins" : "")}");

    static RateLimit IOptionText<RateLimit>.FromText(string text)
    {
        if (OptionText.Is(text, nameof(None)))
        {
            return None;
        }

        var parts = text.Split('/', 2, StringSplitOptions.TrimEntries);
        var per = parts[^1] switch
        {
            "s" => TimeSpan.FromSeconds(1),
            "m" or "min" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.Zero,
        };
        return parts.Length == 2 && per > TimeSpan.Zero && double.TryParse(
            parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var permits)
                ? new RateLimit(permits, per)
                : throw new FormatException(
                    "Written as text, a RateLimit is a number of sends in a second, a minute or an hour, such as 10/s, "
                    + "600/m or 1000/h, or None.");
    }
}
