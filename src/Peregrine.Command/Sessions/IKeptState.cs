namespace Peregrine;

/// <summary>What a call leaves for the next one.</summary>
internal interface IKeptState
{
    /// <summary>The cookies of the call.</summary>
    CookieJar Cookies { get; }

    /// <summary>Writes what the call has changed.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="UsageException">The file was broken since.</exception>
    void Keep();
}
