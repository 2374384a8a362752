namespace Peregrine;

/// <summary>
/// The recorded sends that a cassette can play: alike ones in their order, the last one again and again. Safe to use
/// from many threads at once.
/// </summary>
internal sealed class CassetteEntries
{
    private readonly Lock _gate = new();
    private readonly HarEntry[] _entries;
    private readonly HashSet<HarEntry> _played = new(ReferenceEqualityComparer.Instance);

    // A send that failed has no response to give.
    internal CassetteEntries(IEnumerable<HarEntry> entries) =>
        _entries = [.. entries.Where(static entry => entry.Response.StatusCode >= 100)];

    internal int Count => _entries.Length;

    /// <summary>
    /// The parameters whose values are hidden in each recording of them, whatever their names: those that credentials
    /// write.
    /// </summary>
    internal IEnumerable<string> HiddenParameters => _entries
        .SelectMany(static entry => PairRule.Pairs(UrlRule.Split(entry.Request.Url).Query))
        .GroupBy(static pair => pair.Name, StringComparer.Ordinal)
        .Where(static pairs => pairs.All(static pair => pair.Value == MaskedText.Mask))
        .Select(static pairs => pairs.Key);

    /// <summary>
    /// The next entry for a request, or null: of those that match, the ones that hide least of what is compared.
    /// </summary>
    internal HarEntry? Next(CassetteMatch match, HarRequest asked, Request request)
    {
        var alike = _entries.Where(entry => match.IsMatch(entry.Request, asked, request))
            .GroupBy(entry => match.Masks(entry.Request)).MinBy(static group => group.Key)?.ToArray();
        if (alike is null)
        {
            return null;
        }

        lock (_gate)
        {
            var next = Array.Find(alike, entry => !_played.Contains(entry)) ?? alike[^1];
            _played.Add(next);
            return next;
        }
    }

    /// <summary>What to say of a request that no entry stands for.</summary>
    internal string Nearest(CassetteMatch match, HarRequest asked, Request request, string[] secretNames)
    {
        if (_entries.Length == 0)
        {
            return "It has no entries.";
        }

        // A recording of a browser shows secrets; a message does not.
        var (at, nearest, differences) = _entries
            .Select((entry, at) => (at, Request: entry.Request.WithoutSecrets(secretNames)))
            .Select(one => (one.at, one.Request, Differences: match.Differences(one.Request, asked, request)))
            .MinBy(one => (one.Differences.Count, -one.Request.Url.AsSpan().CommonPrefixLength(asked.Url)));
        return $"The nearest of its {_entries.Length} entries is number {at + 1}, {nearest.Method} {nearest.Url}. "
            + $"What differs: {string.Join("; ", differences)}.";
    }
}
