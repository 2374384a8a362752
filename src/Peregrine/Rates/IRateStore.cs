namespace Peregrine;

/// <summary>
/// Counts the permits of a <see cref="RateLimit"/> for several sessions, or machines, that share it. Several threads
/// may use it at once. Blocking calls use <see cref="Take"/> and <see cref="Pause"/>, all others the asynchronous ones.
/// </summary>
/// <remarks>
/// One call takes a permit or says how long there is none, and changes nothing else: it has to be atomic. A send asks
/// again after the wait, and may give up before that, which costs no permit. A send of a session that finds others
/// waiting asks after them; those that wait ask in the order in which they came. What a store throws reaches the caller
/// as it is. No limit of <see cref="Timeouts"/> ends a call to a store: it keeps to limits of its own.
/// </remarks>
public interface IRateStore
{
    /// <summary>Takes a permit, unless the origin is paused or the bucket is empty.</summary>
    RateAnswer Take(RateRequest request, CancellationToken cancellationToken);

    /// <inheritdoc cref="Take"/>
    ValueTask<RateAnswer> TakeAsync(RateRequest request, CancellationToken cancellationToken);

    /// <summary>Pauses an origin for all who share the store; a pause that lasts longer stays.</summary>
    /// <param name="origin">The origin, such as <c>https://api.example.com</c>.</param>
    /// <param name="pause">How long from now on.</param>
    /// <param name="time">The clock of the session, for a store without one of its own.</param>
    /// <param name="cancellationToken">Cancels the call to the store.</param>
    void Pause(string origin, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken);

    /// <inheritdoc cref="Pause"/>
    ValueTask PauseAsync(string origin, TimeSpan pause, TimeProvider time, CancellationToken cancellationToken);
}
