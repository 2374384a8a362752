namespace Peregrine;

/// <summary>What an <see cref="IRateStore"/> says to a send that asks for a permit.</summary>
public readonly record struct RateAnswer
{
    private RateAnswer(TimeSpan wait, bool isPaused) => (Wait, IsPaused) = (wait, isPaused);

    /// <summary>The permit was taken: the request may be sent.</summary>
    public static RateAnswer Taken => default;

    /// <summary>Whether the permit was taken.</summary>
    public bool IsTaken => Wait <= TimeSpan.Zero;

    /// <summary>How long there will be no permit; zero where one was taken. The send asks again then.</summary>
    public TimeSpan Wait { get; }

    /// <summary>Whether a pause of the origin is the reason, and not the rate.</summary>
    public bool IsPaused { get; }

    /// <summary>
    /// None was taken: the bucket is empty for so long; a time that is over is the shortest there is.
    /// </summary>
    public static RateAnswer After(TimeSpan wait) => new(Some(wait), isPaused: false);

    /// <summary>
    /// None was taken: the origin is paused for so long; a time that is over is the shortest there is.
    /// </summary>
    public static RateAnswer Paused(TimeSpan wait) => new(Some(wait), isPaused: true);

    private static TimeSpan Some(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.FromTicks(1);

    /// <summary>Whether the permit was taken, or for how long there is none.</summary>
    public override string ToString() => IsTaken ? "taken"
        : $"{(IsPaused ? "paused" : "none")} for {PhaseText.Seconds(Wait)}";
}
