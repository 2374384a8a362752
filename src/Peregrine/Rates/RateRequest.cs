namespace Peregrine;

/// <summary>What a send says to an <see cref="IRateStore"/> when it asks for a permit.</summary>
public readonly record struct RateRequest
{
    /// <summary>
    /// The bucket: the origin, such as <c>https://api.example.com</c>; <c>session</c>, or the pattern of the mount,
    /// where all origins share one (<see cref="RateLimitScope.Session"/>).
    /// </summary>
    public required string Key { get; init; }

    /// <summary>The origin that the request goes to, which may be paused.</summary>
    public required string Origin { get; init; }

    /// <summary>The limit of the bucket.</summary>
    public required RateLimit Limit { get; init; }

    /// <summary>
    /// How long the send has waited already. By this a store can count a send that waited as sent when it was due, and
    /// lose nothing by timers that are late.
    /// </summary>
    public TimeSpan Waited { get; init; }

    /// <summary>The clock of the session, for a store without one of its own.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The bucket and the limit.</summary>
    public override string ToString() => $"{Key}: {Limit}";
}
