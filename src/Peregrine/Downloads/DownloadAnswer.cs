namespace Peregrine;

/// <summary>How <see cref="RangeRules.Read"/> judges an answer.</summary>
internal sealed record DownloadAnswer
{
    internal required DownloadAnswerKind Kind { get; init; }

    /// <summary>Where in the file the body begins.</summary>
    internal long Start { get; private init; }

    /// <summary>Where in the file the body ends, or null where only its end will tell.</summary>
    internal long? End { get; private init; }

    /// <summary>How long the whole file is, or null where nothing tells.</summary>
    internal long? Total { get; private init; }

    /// <summary>Why the answer is of no use, for a message: what the server did.</summary>
    internal string? Reason { get; private init; }

    internal static DownloadAnswer Whole(long? total) =>
        new() { Kind = DownloadAnswerKind.Whole, End = total, Total = total };

    internal static DownloadAnswer Part(ContentRange range, long total) =>
        new() { Kind = DownloadAnswerKind.Part, Start = range.Start, End = range.End, Total = total };

    internal static DownloadAnswer Contradiction(string reason) =>
        new() { Kind = DownloadAnswerKind.Contradiction, Reason = reason };

    internal static DownloadAnswer NoFile(string reason) =>
        new() { Kind = DownloadAnswerKind.NoFile, Reason = reason };
}
