namespace Peregrine;

/// <summary>A clock that shows one time until it is told another.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
{
    internal DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
