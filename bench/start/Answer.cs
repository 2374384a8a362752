namespace Peregrine.Bench;

internal sealed class Answer
{
    public Line[] Items { get; set; } = [];
}
