namespace Peregrine;

/// <summary>The method is the same.</summary>
internal sealed class MethodRule : MatchRule
{
    internal override string? Difference(HarRequest recorded, HarRequest asked, Request request) =>
        recorded.Method == asked.Method ? null : MatchTexts.Differ("method", recorded.Method, asked.Method);
}
