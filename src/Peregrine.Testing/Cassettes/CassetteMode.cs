namespace Peregrine;

/// <summary>When a <see cref="Cassette"/> sends a request, and when it answers from its file.</summary>
public enum CassetteMode
{
    /// <summary><see cref="Replay"/> where there is a file, <see cref="Record"/> where there is none.</summary>
    Auto,

    /// <summary>Nothing is sent; a request that the file lacks is a <see cref="CassetteException"/>.</summary>
    Replay,

    /// <summary>All is sent, and the file is replaced at the first request.</summary>
    Record,

    /// <summary>What the file had when it was opened is replayed; the rest is sent and added to it.</summary>
    Append,
}
