namespace Peregrine.Load;

/// <summary>A figure when the shop was warm, and at the end.</summary>
internal sealed record GrowthVerdict(string What, long First, long Last, long Most)
{
    internal bool Holds => Last <= Most;
}
