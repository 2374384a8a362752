namespace Shop;

/// <summary>What the catalogue knows of a product.</summary>
public sealed record Product(int Id, string Name);
