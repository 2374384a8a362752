namespace Peregrine;

/// <summary>How a piece of text looks on a terminal.</summary>
internal enum Ink
{
    /// <summary>As it comes.</summary>
    Plain,

    /// <summary>Bold.</summary>
    Heading,

    /// <summary>Grey: what is beside the point, readable all the same.</summary>
    Faint,

    /// <summary>Light blue, or bold: what goes out, and names.</summary>
    Outgoing,

    /// <summary>Blue: what comes back, and values that are no texts.</summary>
    Incoming,

    /// <summary>Green: what is well, and texts.</summary>
    Good,

    /// <summary>Red.</summary>
    Bad,

    /// <summary>Bold green, or on green: the status of a success.</summary>
    Success,

    /// <summary>Bold blue, or on blue: the status of a redirect.</summary>
    Redirect,

    /// <summary>Bold red, or on red: the status of a failure.</summary>
    Failure,
}
