namespace Peregrine.Load;

/// <summary>How much a figure may grow between the warm second and the last.</summary>
/// <param name="What">The figure.</param>
/// <param name="Of">Takes it from a reading.</param>
/// <param name="Share">The share of itself by which it may grow.</param>
/// <param name="Plus">What it may grow by besides.</param>
/// <param name="PerCall">
/// What each request may add that was under way beyond the most before the first figure was read.
/// </param>
internal sealed record Growth(string What, Func<ShopReading, long> Of, double Share, long Plus, int PerCall = 0)
{
    /// <summary>The readings of which the least counts: what disturbs one of them does not disturb all.</summary>
    internal const int Window = 5;

    /// <summary>The figures that are judged.</summary>
    /// <remarks>
    /// When the machine stands still for a moment, requests gather, and each takes a connection to each of the two
    /// upstreams: two sockets of the shop's, two of its stand-ins' and one of its caller's. They fall idle, and close
    /// some seconds later; so what a crowd of requests explains is no growth.
    /// </remarks>
    internal static Growth[] All { get; } =
    [
        new("connections", reading => reading.Connections, Share: 0, Plus: 16, PerCall: 2),
        new("handles", reading => reading.Handles, Share: 0, Plus: 40, PerCall: 5),
        new("heap, MB", reading => reading.Heap, Share: 0.10, Plus: 4 << 20),
        new("resident, MB", reading => reading.Resident, Share: 0.10, Plus: 32 << 20),
    ];

    internal GrowthVerdict Judge(IReadOnlyList<ShopReading> readings, int warm)
    {
        var before = readings.Where(reading => reading.Second < warm + Window).ToList();
        var after = readings.Where(reading => reading.Second >= warm + Window).ToList();
        if (before.Count == 0 || after.Count == 0)
        {
            throw new ArgumentException("There are no readings on both sides of the warm second.", nameof(readings));
        }

        var lowest = before.TakeLast(Window).MinBy(Of)!;
        var first = Of(lowest);
        var last = after.TakeLast(Window).Min(Of);
        var usual = Busiest(before.TakeWhile(reading => reading.Second <= lowest.Second));
        var crowd = Math.Max(0, Busiest(after) - usual);
        return new GrowthVerdict(What, first, last, (long)(first * (1 + Share)) + Plus + (PerCall * crowd));
    }

    private static int Busiest(IEnumerable<ShopReading> readings) =>
        readings.TakeLast(2 * Window).Max(reading => reading.Busiest);
}
