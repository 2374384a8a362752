using System.Collections;

namespace Peregrine;

/// <summary>
/// An inner list (RFC 9651, section 3.1.1): items between parentheses, with parameters of their own. Immutable.
/// </summary>
public sealed class StructuredInnerList : StructuredMember, IReadOnlyList<StructuredItem>
{
    private readonly StructuredItem[] _items;

    /// <summary>An inner list.</summary>
    /// <param name="items">Its items.</param>
    /// <param name="parameters">Its own parameters; the default is none.</param>
    public StructuredInnerList(IEnumerable<StructuredItem> items, StructuredParameters? parameters = null)
        : base(parameters)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = [.. items];
        foreach (var item in _items)
        {
            ArgumentNullException.ThrowIfNull(item, nameof(items));
        }
    }

    /// <summary>How many items there are.</summary>
    public int Count => _items.Length;

    /// <summary>The item at a position.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such item.</exception>
    public StructuredItem this[int index] => _items[index];

    /// <summary>The items, in their order.</summary>
    public IEnumerator<StructuredItem> GetEnumerator() => ((IEnumerable<StructuredItem>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
