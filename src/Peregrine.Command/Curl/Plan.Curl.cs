namespace Peregrine;

internal sealed partial record Plan
{
    /// <summary>The line of curl that is run in the place of items, or null.</summary>
    internal CurlCommand? Curl { get; init; }
}
