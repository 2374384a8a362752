namespace Peregrine;

/// <summary>The lines of a header field are the same.</summary>
internal sealed class HeaderRule(string name) : MatchRule
{
    internal override string? Difference(HarRequest recorded, HarRequest asked, Request request)
    {
        var (one, other) = (recorded.Headers.GetAll(name), asked.Headers.GetAll(name));
        for (var i = 0; i < Math.Max(one.Count, other.Count); i++)
        {
            var (left, right) = (one.ElementAtOrDefault(i), other.ElementAtOrDefault(i));
            if (left is null || right is null || !MaskedText.AreAlike(left, right))
            {
                return MatchTexts.Differ($"header {name}", left, right);
            }
        }

        return null;
    }

    internal override int Masks(HarRequest recorded) => recorded.Headers.GetAll(name).Sum(MaskedText.Count);
}
