namespace Peregrine.Bench;

/// <summary>What is asked for and sent: about 1 KB of JSON.</summary>
internal sealed class Document
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public bool IsActive { get; set; }

    public Item[] Items { get; set; } = [];

    internal static Document Sample { get; } = new()
    {
        Id = 4711,
        Name = "a document of one kilobyte",
        IsActive = true,
        Items = [.. Enumerable.Range(0, 12).Select(
            i => new Item { Id = i, Name = $"name of item {i}, in full", Code = $"SKU-{i:D6}", Price = i * 1.5 })],
    };
}
