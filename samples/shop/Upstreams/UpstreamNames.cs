namespace Shop;

/// <summary>The upstreams: each name is the key of a session and a section of the configuration.</summary>
internal static class UpstreamNames
{
    public const string Catalogue = "Catalogue";
    public const string Stock = "Stock";

    public static string[] All { get; } = [Catalogue, Stock];
}
