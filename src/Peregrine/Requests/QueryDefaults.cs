namespace Peregrine;

/// <summary>
/// A session's query parameters. Each is a default, left out where the URL or the call names it: a server's link to the
/// next page repeats what it was sent, and the parameter would grow with every page. Pure.
/// </summary>
internal sealed class QueryDefaults
{
    private readonly KeyValuePair<string, string>[] _pairs; // A name, and the pair as it is written.
    private readonly string _all;

    // A session that has none starts without the code of queries, which no program has compiled ahead.
    internal QueryDefaults(QueryValues? values)
        : this(values is { Count: > 0 } ? PairsOf(values) : [])
    {
    }

    private QueryDefaults(KeyValuePair<string, string>[] pairs)
    {
        _pairs = pairs;
        _all = IsEmpty ? "" : Joined(_pairs);
    }

    internal static QueryDefaults None { get; } = new((QueryValues?)null);

    internal bool IsEmpty => _pairs.Length == 0;

    private static KeyValuePair<string, string>[] PairsOf(QueryValues values) =>
    [
        .. from one in values
           from text in ValueText.Each(one.Key, one.Value)
           select KeyValuePair.Create(one.Key, Written(one.Key, text)),
    ];

    /// <summary>A pair as it is written.</summary>
    private static string Written(string name, string value) => $"{UrlEscaping.Data(name)}={UrlEscaping.Data(value)}";

    /// <summary>What is added to a URL: the parameters that neither its query nor the call names.</summary>
    internal string For(string? query, QueryValues? own)
    {
        if (IsEmpty || (string.IsNullOrEmpty(query) && own is not { Count: > 0 }))
        {
            return _all;
        }

        var named = (query ?? "").Split('&').Select(UrlQuery.NameOf).ToHashSet(StringComparer.Ordinal);
        return Joined(_pairs.Where(pair => !named.Contains(pair.Key) && own?.Contains(pair.Key) != true));
    }

    /// <summary>
    /// These and a call's own, which leave out those of the same name: for the later requests of the call, whose URLs a
    /// server names.
    /// </summary>
    internal QueryDefaults With(QueryValues? own) => own is not { Count: > 0 }
        ? this
        : new QueryDefaults([.. _pairs.Where(pair => !own.Contains(pair.Key)), .. PairsOf(own)]);

    private static string Joined(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join('&', pairs.Select(pair => pair.Value));
}
