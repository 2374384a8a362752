namespace Peregrine;

/// <summary>What the command tells its caller at its end.</summary>
internal enum ExitCode
{
    /// <summary>Everything was as it should be.</summary>
    Success = 0,

    /// <summary>A check failed, or the server could not be reached.</summary>
    Failure = 1,

    /// <summary>The command line could not be understood: nothing was done.</summary>
    Usage = 2,
}
