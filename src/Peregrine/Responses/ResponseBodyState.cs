namespace Peregrine;

/// <summary>What the body of a response is at a moment.</summary>
internal enum ResponseBodyState
{
    /// <summary>
    /// On the wire, and only the exchange has the response: it reads the body, or leaves it there for the caller.
    /// </summary>
    OnWire,

    /// <summary>On the wire, for one reader of the caller's.</summary>
    Streamed,

    /// <summary>
    /// It was streamed, and nothing more of it is wanted: it counts as empty, and the connection is still held.
    /// </summary>
    GivenUp,

    /// <summary>In pooled memory, until it is parsed or kept.</summary>
    Pooled,

    /// <summary>In memory of its own: the response stands by itself.</summary>
    InMemory,

    /// <summary>In memory as a redirect's came, its content codings not undone yet.</summary>
    CodedRedirect,

    /// <summary>There is none: a redirect's was too large, did not come, or is damaged.</summary>
    Failed,
}
