namespace Peregrine;

/// <summary>
/// A list of names with values as a dictionary, for code that fills it through that interface: the binder of
/// configuration does. The binder swallows what a dictionary throws, so this remembers what was refused, and the
/// session says so.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal interface IConfigured<T> : IDictionary<string, T>
{
    /// <summary>The first name or value that was refused.</summary>
    ArgumentException? Refused { get; set; }

    /// <summary>Whether a name is there.</summary>
    bool Has(string name);

    ICollection<string> IDictionary<string, T>.Keys => [.. this.Select(item => item.Key)];

    ICollection<T> IDictionary<string, T>.Values => [.. this.Select(item => item.Value)];

    bool ICollection<KeyValuePair<string, T>>.IsReadOnly => false;

    bool IDictionary<string, T>.ContainsKey(string key) => Has(key);

    void ICollection<KeyValuePair<string, T>>.Add(KeyValuePair<string, T> item) =>
        Noting(() => Add(item.Key, item.Value));

    void ICollection<KeyValuePair<string, T>>.Clear()
    {
        foreach (var name in Keys)
        {
            Remove(name);
        }
    }

    bool ICollection<KeyValuePair<string, T>>.Contains(KeyValuePair<string, T> item) =>
        this.Any(one => IsSame(one, item));

    bool ICollection<KeyValuePair<string, T>>.Remove(KeyValuePair<string, T> item) =>
        Contains(item) && Remove(item.Key);

    void ICollection<KeyValuePair<string, T>>.CopyTo(KeyValuePair<string, T>[] array, int arrayIndex)
    {
        foreach (var item in this)
        {
            array[arrayIndex++] = item;
        }
    }

    /// <summary>Runs a change, and remembers what was refused.</summary>
    void Noting(Action change)
    {
        try
        {
            change();
        }
        catch (ArgumentException reason)
        {
            Refused ??= reason;
            throw;
        }
    }

    private static bool IsSame(KeyValuePair<string, T> one, KeyValuePair<string, T> other) =>
        one.Key == other.Key && EqualityComparer<T>.Default.Equals(one.Value, other.Value);
}
