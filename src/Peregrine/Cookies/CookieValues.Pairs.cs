#nullable disable annotations // So that dictionaries of string and of string? both convert without a warning.

namespace Peregrine;

/// <content>Conversions from pairs of names and values.</content>
public sealed partial class CookieValues
{
    /// <summary>The pairs of a sequence, as they are now: in their order, repeats included.</summary>
    /// <param name="pairs">Names and their values.</param>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public CookieValues(IEnumerable<KeyValuePair<string, string>> pairs)
        : this() => AddAll(pairs);

    /// <summary>The pairs of a dictionary, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator CookieValues(Dictionary<string, string> pairs) =>
        pairs is null ? null : new CookieValues(pairs);

    /// <summary>The pairs of an array, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator CookieValues(KeyValuePair<string, string>[] pairs) =>
        pairs is null ? null : new CookieValues(pairs);

    /// <summary>The pairs of a list, as they are now; null stays null.</summary>
    /// <exception cref="ArgumentException">A name or a value can't be sent.</exception>
    public static implicit operator CookieValues(List<KeyValuePair<string, string>> pairs) =>
        pairs is null ? null : new CookieValues(pairs);
}
