namespace Peregrine.Bench;

internal sealed class Line
{
    public int Id { get; set; }

    public string Name { get; set; } = "";

    public string Code { get; set; } = "";

    public double Price { get; set; }
}
