namespace Peregrine;

/// <summary>
/// What a transport is told of a call: its context, how connections are made, and what this send may use.
/// </summary>
internal abstract class SendContext(
    TransportSettings settings, TimeProvider time, bool isBlocking,
    CancellationToken cancellationToken, long? started = null)
    : CallContext(settings.Timeouts, time, isBlocking, cancellationToken, started)
{
    /// <summary>How the hop that the call is on reaches its origin.</summary>
    internal abstract TransportSettings Transport { get; }

    /// <summary>
    /// Set when a server refused to be asked before it is sent a body (417): the next send does not ask.
    /// </summary>
    internal bool SkipsExpect { get; set; }

    /// <summary>
    /// Which connections the next send may use: not those that lay idle when one of them turned out to be dead.
    /// </summary>
    internal Reuse Reuse { get; set; }

    /// <summary>
    /// The strictest reuse that every send of this call respects: what can be spent only once must not go to an idle
    /// connection.
    /// </summary>
    internal Reuse UsualReuse
    {
        get;
        init => field = Reuse = value;
    }

    /// <summary>
    /// The credentials for the proxy that forwards the next send; they are no field of the request, so that no origin
    /// ever sees them.
    /// </summary>
    internal string? ProxyAuthorization { get; set; }

    /// <summary>When a connection was asked for.</summary>
    internal long Asked { get; private set; }

    /// <summary>The connection that was made for this call and has not served it yet.</summary>
    internal PooledConnection? Made { get; set; }

    /// <summary>What a send may use that may use this.</summary>
    internal Reuse AtLeast(Reuse reuse) => reuse > UsualReuse ? reuse : UsualReuse;

    /// <summary>Told how long the send waited for a connection that others had.</summary>
    internal virtual void NoteQueued(TimeSpan wait)
    {
    }

    /// <summary>Notes that a connection is asked for now.</summary>
    internal long Ask() => Asked = Now();

    /// <summary>Whether the connection was made for this call, which begins to use it.</summary>
    internal bool TakeMade(PooledConnection connection)
    {
        var isMade = ReferenceEquals(Made, connection);
        Made = null;
        return isMade;
    }
}
