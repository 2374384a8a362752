namespace Peregrine;

/// <summary>How one direction of a connection came to its end.</summary>
internal enum LineEnd
{
    /// <summary>Its sender ended it, and the receiver was told.</summary>
    Ended,

    /// <summary>A fault ended it, and the receiver was told; the other direction goes on.</summary>
    HalfClosed,

    /// <summary>A fault closes the connection.</summary>
    Cut,

    /// <summary>A fault resets the connection, or one of the two sides has.</summary>
    Reset,

    /// <summary>The proxy or the connection is at its end.</summary>
    Stopped,
}
