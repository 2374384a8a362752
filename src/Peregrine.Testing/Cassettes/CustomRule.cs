namespace Peregrine;

/// <summary>A rule of the test's own holds.</summary>
internal sealed class CustomRule(Func<HarRequest, Request, bool> matches) : MatchRule
{
    internal override string? Difference(HarRequest recorded, HarRequest asked, Request request) =>
        matches(recorded, request) ? null : "the rule of CassetteMatch.Custom does not hold";
}
