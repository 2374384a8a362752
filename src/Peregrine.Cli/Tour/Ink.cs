namespace Peregrine;

/// <summary>How a line looks on a terminal.</summary>
internal enum Ink
{
    /// <summary>As it comes.</summary>
    Plain,

    /// <summary>Bold.</summary>
    Heading,

    /// <summary>Grey: what is beside the point.</summary>
    Faint,

    /// <summary>Cyan: what goes out.</summary>
    Outgoing,

    /// <summary>Blue: what comes back.</summary>
    Incoming,

    /// <summary>Green.</summary>
    Good,

    /// <summary>Red.</summary>
    Bad,
}
