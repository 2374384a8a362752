namespace Peregrine;

/// <summary>The table at the end of a tour.</summary>
internal static class TourTable
{
    /// <summary>Its rows: one for each stop, and the total.</summary>
    public static IReadOnlyList<string> Of(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = Array.FindLastIndex(lines, line => line.StartsWith("stop ", StringComparison.Ordinal));
        Assert.True(head >= 0, "There is no table in: " + output);
        return lines[(head + 1)..];
    }
}
