namespace Peregrine.Bench;

internal sealed class Item
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public string Code { get; set; } = "";

    public double Price { get; set; }
}
