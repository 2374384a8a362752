namespace Peregrine;

/// <summary>
/// What a request was doing when its time ran out. Each phase has a limit of its own in <see cref="Timeouts"/>.
/// </summary>
public enum TimeoutPhase
{
    /// <summary>Waiting for a free connection.</summary>
    Pool,

    /// <summary>Connecting: name resolution, TCP and TLS together.</summary>
    Connect,

    /// <summary>Sending: one write of the request that the server did not accept in time.</summary>
    Send,

    /// <summary>Reading: waiting for the head of the response, or for more of its body.</summary>
    Read,

    /// <summary>The limit on the whole call.</summary>
    Total,

    /// <summary>Waiting for a permit of a <see cref="RateLimit"/>.</summary>
    Rate,
}
