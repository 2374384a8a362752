namespace Peregrine;

/// <summary>How chance spreads the pauses between tries, so that many callers do not come back at once.</summary>
public enum Jitter
{
    /// <summary>No chance: the pauses are exact.</summary>
    None,

    /// <summary>Anywhere between nothing and the whole pause.</summary>
    Full,

    /// <summary>Half of the pause, and chance for the other half.</summary>
    Equal,
}
