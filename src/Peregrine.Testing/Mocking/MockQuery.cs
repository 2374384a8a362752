using System.Collections;

namespace Peregrine;

/// <summary>
/// The parameters of a request's query, decoded, in the order of the URL. Names compare by case and may come more than
/// once.
/// </summary>
public sealed class MockQuery : IReadOnlyList<KeyValuePair<string, string>>
{
    private readonly KeyValuePair<string, string>[] _pairs;

    internal MockQuery(string query) =>
        _pairs = [.. Split(query)
            .Select(pair => new KeyValuePair<string, string>(Decode(pair.Name), Decode(pair.Value)))];

    /// <summary>How many parameters there are, repeats counted.</summary>
    public int Count => _pairs.Length;

    /// <summary>The parameter at a position.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such parameter.</exception>
    public KeyValuePair<string, string> this[int index] => _pairs[index];

    /// <summary>
    /// The first value of a name, empty when it has none, or <see langword="null"/> when the name is absent.
    /// </summary>
    public string? this[string name] => GetAll(name) is [var first, ..] ? first : null;

    /// <summary>Each value of a name, in order; empty when the name is absent.</summary>
    public IReadOnlyList<string> GetAll(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. _pairs.Where(pair => pair.Key == name).Select(pair => pair.Value)];
    }

    /// <summary>The parameters, in the order of the URL.</summary>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many parameters there are: what they hold may be a secret.</summary>
    public override string ToString() => _pairs.Length == 1 ? "1 parameter" : $"{_pairs.Length} parameters";

    /// <summary>The pairs of a query as they stand there, escaped.</summary>
    internal static IEnumerable<(string Name, string Value)> Split(string query) =>
        from pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        let end = pair.IndexOf('=', StringComparison.Ordinal)
        select end < 0 ? (pair, "") : (pair[..end], pair[(end + 1)..]);

    internal static string Decode(string escaped) => Uri.UnescapeDataString(escaped.Replace('+', ' '));
}
