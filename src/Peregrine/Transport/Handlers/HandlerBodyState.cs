namespace Peregrine;

/// <summary>What the body of a handler's reply is at a moment.</summary>
internal enum HandlerBodyState
{
    /// <summary>It is read, or may be.</summary>
    Open,

    /// <summary>What reads it was told to stop, and it is not closed yet.</summary>
    Aborted,

    /// <summary>It is closed: its limit may serve another call.</summary>
    Closed,
}
