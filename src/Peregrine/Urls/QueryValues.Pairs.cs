#nullable disable annotations // A dictionary of string and one of string? are both taken without a warning.

namespace Peregrine;

/// <content>What becomes such a list: pairs of names and values.</content>
public sealed partial class QueryValues
{
    /// <summary>The pairs of a sequence, as they are now: in their order, repeats included.</summary>
    /// <param name="pairs">Names and their values.</param>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public QueryValues(IEnumerable<KeyValuePair<string, string>> pairs)
        : this() => AddAll(pairs);

    /// <summary>The pairs of a sequence, as they are now: in their order, repeats included.</summary>
    /// <param name="pairs">Names and their values.</param>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public QueryValues(IEnumerable<KeyValuePair<string, object>> pairs)
        : this() => AddAll(pairs);

    /// <summary>The pairs of a dictionary, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator QueryValues(Dictionary<string, string> pairs) =>
        pairs is null ? null : new QueryValues(pairs);

    /// <summary>The pairs of an array, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator QueryValues(KeyValuePair<string, string>[] pairs) =>
        pairs is null ? null : new QueryValues(pairs);

    /// <summary>The pairs of a list, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator QueryValues(List<KeyValuePair<string, string>> pairs) =>
        pairs is null ? null : new QueryValues(pairs);

    /// <summary>The pairs of a dictionary, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator QueryValues(Dictionary<string, object> pairs) =>
        pairs is null ? null : new QueryValues(pairs);

    /// <summary>The pairs of an array, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator QueryValues(KeyValuePair<string, object>[] pairs) =>
        pairs is null ? null : new QueryValues(pairs);

    /// <summary>The pairs of a list, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator QueryValues(List<KeyValuePair<string, object>> pairs) =>
        pairs is null ? null : new QueryValues(pairs);
}
