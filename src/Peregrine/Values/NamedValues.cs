using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>
/// An ordered list of names with values in which a name may come more than once. It is filled in place
/// (<c>Query = { ["page"] = 1 }</c>) or assigned. Not safe for use by several threads while it is being changed.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
[TypeConverter(typeof(SectionConverter))]
public abstract class NamedValues<T> : IConfigured<T>
{
    private readonly List<KeyValuePair<string, T>> _items = [];
    private readonly StringComparison _comparison;

    private protected NamedValues(StringComparison comparison) => _comparison = comparison;

    ArgumentException? IConfigured<T>.Refused { get; set; }

    /// <summary>How many entries there are, repeats counted.</summary>
    public int Count => _items.Count;

    /// <summary>
    /// The first value of a name, or null; <see cref="Contains"/> tells a name without a value from one that is not
    /// there. Setting puts one value in the place of all that the name had.
    /// </summary>
    /// <exception cref="ArgumentException">Setting: the name or the value can't be sent.</exception>
    [MaybeNull]
    public T this[string name]
    {
        get => TryGetValue(name, out var value) ? value : default;
        set
        {
            ArgumentNullException.ThrowIfNull(name);
            Check(name, value);
            var at = IndexOf(name);
            if (at < 0)
            {
                _items.Add(new KeyValuePair<string, T>(name, value));
                return;
            }

            _items[at] = new KeyValuePair<string, T>(name, value);
            RemoveAfter(name, at);
        }
    }

    /// <summary>Adds a value beside those that the name has already.</summary>
    /// <exception cref="ArgumentException">The name or the value can't be sent.</exception>
    public void Add(string name, T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        Check(name, value);
        _items.Add(new KeyValuePair<string, T>(name, value));
    }

    /// <summary>Removes all values of a name, and says whether there were any.</summary>
    public bool Remove(string name) => _items.RemoveAll(item => Matches(item, name)) > 0;

    /// <summary>Removes everything.</summary>
    public void Clear() => _items.Clear();

    /// <summary>Whether the name is there.</summary>
    public bool Contains(string name) => IndexOf(name) >= 0;

    /// <summary>Gets the first value of a name, and says whether there is one.</summary>
    public bool TryGetValue(string name, [MaybeNullWhen(false)] out T value)
    {
        var at = IndexOf(name);
        value = at < 0 ? default : _items[at].Value;
        return at >= 0;
    }

    /// <summary>The names and values, in the order in which they were given.</summary>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The names; values may be secrets and are not shown.</summary>
    public override string ToString() => string.Join(", ", _items.Select(item => item.Key));

    bool IConfigured<T>.Has(string name) => Contains(name);

    T IDictionary<string, T>.this[string key]
    {
        get => TryGetValue(key, out var value)
            ? value
            : throw new KeyNotFoundException($"There is no value named '{key}'.");
        set => ((IConfigured<T>)this).Noting(() => this[key] = value);
    }

    private protected void AddAll<TValue>(IEnumerable<KeyValuePair<string, TValue>> pairs)
        where TValue : T
    {
        ArgumentNullException.ThrowIfNull(pairs);
        foreach (var (name, value) in pairs)
        {
            Add(name, value);
        }
    }

    /// <summary>Refuses what can't be sent, at the moment it is given.</summary>
    private protected virtual void Check(string name, T value)
    {
    }

    // By hand, because what a lambda takes along are 90 bytes for each question.
    private int IndexOf(string name)
    {
        for (var i = 0; i < _items.Count; i++)
        {
            if (Matches(_items[i], name))
            {
                return i;
            }
        }

        return -1;
    }

    private void RemoveAfter(string name, int at)
    {
        for (var i = _items.Count - 1; i > at; i--)
        {
            if (Matches(_items[i], name))
            {
                _items.RemoveAt(i);
            }
        }
    }

    private bool Matches(KeyValuePair<string, T> item, string name) => string.Equals(item.Key, name, _comparison);
}
