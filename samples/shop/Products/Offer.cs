namespace Shop;

/// <summary>A product as the shop offers it.</summary>
public sealed record Offer(int Id, string Name, decimal? Price, bool InStock);
