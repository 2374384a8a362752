namespace Peregrine.Bench;

/// <summary>One line of the JSON lines.</summary>
internal sealed class Row
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public double Price { get; set; }
}
