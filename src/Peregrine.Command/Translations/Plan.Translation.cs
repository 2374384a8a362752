namespace Peregrine;

internal sealed partial record Plan
{
    /// <summary>What the request is printed as in place of being sent, or null.</summary>
    internal Translation? Translation { get; init; }
}
