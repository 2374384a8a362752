namespace Peregrine;

/// <summary>The URL is the same, but for the order of its parameters.</summary>
internal sealed class UrlRule : MatchRule
{
    internal override string? Difference(HarRequest recorded, HarRequest asked, Request request)
    {
        var (one, other) = (Split(recorded.Url), Split(asked.Url));
        return MaskedText.AreAlike(one.Address, other.Address)
            ? PairRule.Difference("query", PairRule.Pairs(one.Query), PairRule.Pairs(other.Query))
            : MatchTexts.Differ("address", one.Address, other.Address);
    }

    internal override int Masks(HarRequest recorded) => MaskedText.Count(recorded.Url);

    internal static (string Address, string Query) Split(string url)
    {
        var whole = url.Split('#')[0];
        var query = whole.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? (whole, "") : (whole[..query], whole[(query + 1)..]);
    }
}
