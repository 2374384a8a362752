namespace Peregrine.Load;

/// <summary>How much a figure may have grown from the warm second to when the shop is at rest again.</summary>
/// <param name="What">The figure.</param>
/// <param name="Of">Takes it from a reading.</param>
/// <param name="Share">The share of itself by which it may grow.</param>
/// <param name="Plus">What it may grow by besides.</param>
/// <remarks>
/// While the load lasts, a machine that stands still for a moment gathers requests, and these take connections and
/// memory that they give back later: that is no growth, so what is left is looked for when the load is over.
/// </remarks>
internal sealed record Growth(string What, Func<ShopReading, long> Of, double Share, long Plus)
{
    /// <summary>The readings of which the least counts: what disturbs one of them does not disturb all.</summary>
    internal const int Window = 5;

    /// <summary>The figures that are judged.</summary>
    internal static Growth[] All { get; } =
    [
        new("connections", reading => reading.Connections, Share: 0, Plus: 16),
        new("handles", reading => reading.Handles, Share: 0, Plus: 40),
        new("heap, MB", reading => reading.Heap, Share: 0.10, Plus: 4 << 20),
        new("resident, MB", reading => reading.Resident, Share: 0.10, Plus: 32 << 20),
    ];

    /// <summary>Compares the least of the readings until the shop is warm with the least of those at rest.</summary>
    /// <exception cref="ArgumentException">One of both is missing.</exception>
    internal GrowthVerdict Judge(IReadOnlyList<ShopReading> readings, IReadOnlyList<ShopReading> rest, int warm)
    {
        var before = readings.Where(reading => reading.Second < warm + Window).TakeLast(Window).ToList();
        if (before.Count == 0 || rest.Count == 0)
        {
            throw new ArgumentException("There are no readings of the warm second, or none at rest.", nameof(readings));
        }

        var first = before.Min(Of);
        return new GrowthVerdict(What, first, rest.Min(Of), (long)(first * (1 + Share)) + Plus);
    }
}
