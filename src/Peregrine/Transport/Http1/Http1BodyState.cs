namespace Peregrine;

/// <summary>Whose connection it is that a body was read from.</summary>
internal enum Http1BodyState
{
    /// <summary>The body owns the connection.</summary>
    Open,

    /// <summary>The body still owns it, and has to close it: a read was made to fail.</summary>
    Aborted,

    /// <summary>The body owns it no more: the pool has it back, or it is closed.</summary>
    Over,
}
