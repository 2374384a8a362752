namespace Peregrine;

/// <summary>One part of a file on its way.</summary>
/// <param name="start">Where it begins.</param>
internal sealed class DownloadPart(long start)
{
    /// <summary>How far it has come.</summary>
    internal long At { get; set; } = start;

    /// <summary>Where it ends, where that is known.</summary>
    internal long? End { get; set; }

    /// <summary>Whether it is the whole file, and may begin anew.</summary>
    internal bool IsWhole { get; init; }
}
