namespace Peregrine;

/// <summary>What the sends of a <see cref="RateLimit"/> are counted by.</summary>
public enum RateLimitScope
{
    /// <summary>Each origin (scheme, host and port) has a bucket of its own.</summary>
    Origin,

    /// <summary>All origins share one bucket: that of the session, or that of the mount which sets the limit.</summary>
    Session,
}
