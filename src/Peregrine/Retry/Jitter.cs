namespace Peregrine;

/// <summary>
/// How random numbers spread the pauses between tries, so that many callers do not come back at once.
/// </summary>
public enum Jitter
{
    /// <summary>No random part: the pauses are exact.</summary>
    None,

    /// <summary>A random pause between zero and the whole pause.</summary>
    Full,

    /// <summary>Half of the pause, and a random part of the other half.</summary>
    Equal,
}
