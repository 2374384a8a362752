namespace Peregrine;

/// <summary>What an answer is to a download.</summary>
internal enum DownloadAnswerKind
{
    /// <summary>The whole file, from its first byte.</summary>
    Whole,

    /// <summary>A part that continues what has come.</summary>
    Part,

    /// <summary>It does not fit to what was asked for, or to what the server told before.</summary>
    Contradiction,

    /// <summary>Something else than the file.</summary>
    NoFile,
}
