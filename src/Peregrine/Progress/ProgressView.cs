namespace Peregrine;

/// <summary>What one line of a progress bar says.</summary>
/// <param name="Label">What the bar is about, or an empty text.</param>
/// <param name="Done">How many bytes or items are done.</param>
/// <param name="Total">How many there will be, or null where that is not known.</param>
/// <param name="IsBytes">Whether they are bytes; otherwise they are items.</param>
internal sealed record ProgressView(string Label, long Done, long? Total, bool IsBytes)
{
    /// <summary>The bytes that went over for items; 0 says nothing.</summary>
    internal long BesideBytes { get; init; }

    /// <summary>Bytes or items a second; 0 before it is known.</summary>
    internal double Rate { get; init; }

    internal TimeSpan Elapsed { get; init; }

    internal ProgressEnd End { get; init; }

    /// <summary>The part that is done, from 0 to 1; null without a total.</summary>
    internal double? Fraction => Total is { } total ? total <= 0 ? 1 : Math.Min(1, (double)Done / total) : null;

    /// <summary>How many seconds the rest takes at this rate; null where that is not known.</summary>
    internal double? SecondsLeft => End == ProgressEnd.None && Total is { } total && Rate > 0
        ? Math.Max(0, total - Done) / Rate
        : null;
}
