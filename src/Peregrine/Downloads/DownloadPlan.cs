namespace Peregrine;

/// <summary>In which parts a file is fetched. Pure.</summary>
internal static class DownloadPlan
{
    /// <summary>A file of less than two of these is not worth more than one request.</summary>
    internal const long LeastSegment = 1024 * 1024;

    /// <summary>The whole file, from its first byte.</summary>
    internal static DownloadPart Whole(long? total) => new(0) { End = total, IsWhole = true };

    /// <summary>What is missing of a file, in as many parts as may come at once.</summary>
    /// <param name="missing">What is missing, in order.</param>
    /// <param name="total">How long the file is, where that is known.</param>
    /// <param name="segments">How many parts may come at once.</param>
    internal static IReadOnlyList<DownloadPart> Split(IReadOnlyList<Gap> missing, long? total, int segments)
    {
        if (missing is not [var only])
        {
            return [.. missing.Select(gap => new DownloadPart(gap.Start) { End = gap.End })];
        }

        if (segments == 1 || total is null || total - only.Start < 2 * LeastSegment || only.End != total)
        {
            return [new DownloadPart(only.Start) { End = only.End, IsWhole = only.End == total }];
        }

        var size = Math.Max(LeastSegment, (total.Value - only.Start + segments - 1) / segments);
        var parts = new List<DownloadPart>();
        for (var start = only.Start; start < total; start += size)
        {
            parts.Add(new DownloadPart(start) { End = Math.Min(start + size, total.Value) });
        }

        return parts;
    }

    /// <summary>What is still missing.</summary>
    internal static IReadOnlyList<Gap> Missing(IReadOnlyList<DownloadPart> parts) =>
        [.. parts.Where(part => part.End > part.At).Select(part => new Gap(part.At, part.End!.Value))];
}
