namespace Peregrine;

/// <summary>One part of a file on its way.</summary>
/// <param name="start">Where it begins.</param>
internal sealed class DownloadPart(long start)
{
    /// <summary>How far it has come.</summary>
    internal long At { get; set; } = start;

    /// <summary>Where it ends, where that is known.</summary>
    internal long? End { get; set; }

    /// <summary>
    /// Whether all before it is there and nothing is behind it: then the whole file may come in its place.
    /// </summary>
    internal bool IsWhole { get; init; }

    /// <summary>Whether nothing is missing, as far as is known.</summary>
    internal bool IsDone => End is not { } end || At >= end;
}
