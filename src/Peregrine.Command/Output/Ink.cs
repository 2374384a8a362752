namespace Peregrine;

/// <summary>How a piece of text looks on a terminal.</summary>
internal enum Ink
{
    /// <summary>As it comes.</summary>
    Plain,

    /// <summary>Bold.</summary>
    Heading,

    /// <summary>Faint: what is beside the point, readable on any background.</summary>
    Faint,

    /// <summary>Cyan: what goes out, and names.</summary>
    Outgoing,

    /// <summary>Blue: what comes back, and values that are no texts.</summary>
    Incoming,

    /// <summary>Green: what is well, and texts.</summary>
    Good,

    /// <summary>Red.</summary>
    Bad,
}
