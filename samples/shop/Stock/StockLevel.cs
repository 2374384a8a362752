namespace Shop;

/// <summary>How many pieces there are, and what one costs.</summary>
public sealed record StockLevel(int Pieces, decimal Price);
