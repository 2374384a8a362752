namespace Peregrine;

/// <summary>
/// The parameters in the query of a URL, as servers read them (URL standard of WHATWG, section 5.1). What is not
/// changed stays as it is written. Pure.
/// </summary>
internal static class UrlQuery
{
    /// <summary>The name in a pair of name and value, decoded.</summary>
    internal static string NameOf(string pair)
    {
        var end = pair.IndexOf('=', StringComparison.Ordinal);
        return Decoded(end < 0 ? pair : pair[..end]);
    }

    /// <summary>The first value of that name, decoded; null when the query does not name it.</summary>
    internal static string? Find(string? query, string name)
    {
        foreach (var pair in PairsOf(query))
        {
            if (NameOf(pair) == name)
            {
                var end = pair.IndexOf('=', StringComparison.Ordinal);
                return end < 0 ? "" : Decoded(pair[(end + 1)..]);
            }
        }

        return null;
    }

    /// <summary>
    /// The query with that value alone for the name: in the place of the first of that name, else at the end.
    /// </summary>
    internal static string Set(string? query, string name, string value)
    {
        var written = $"{UrlEscaping.Data(name)}={UrlEscaping.Data(value)}";
        var pairs = new List<string>();
        foreach (var pair in PairsOf(query))
        {
            if (NameOf(pair) != name)
            {
                pairs.Add(pair);
            }
            else if (written.Length > 0)
            {
                pairs.Add(written);
                written = "";
            }
        }

        return string.Join('&', written.Length > 0 ? [.. pairs, written] : pairs);
    }

    private static string[] PairsOf(string? query) => string.IsNullOrEmpty(query) ? [] : query.Split('&');

    private static string Decoded(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
