namespace Peregrine.Bench;

/// <summary>The answer to a POST.</summary>
internal sealed class Receipt
{
    public int Id { get; set; }

    public bool IsStored { get; set; }
}
