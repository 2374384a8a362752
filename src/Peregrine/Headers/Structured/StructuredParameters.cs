using System.Collections;

namespace Peregrine;

/// <summary>
/// The parameters of an item or an inner list (RFC 9651, section 3.1.2): keys and bare items, in their order.
/// Immutable.
/// </summary>
public sealed class StructuredParameters : IReadOnlyCollection<KeyValuePair<string, StructuredValue>>
{
    private readonly OrderedDictionary<string, StructuredValue> _values;

    internal StructuredParameters(OrderedDictionary<string, StructuredValue> values) => _values = values;

    /// <summary>Parameters of these keys and values; of a key that stands twice the later value counts.</summary>
    /// <exception cref="ArgumentException">A key is none (<c>a-z</c>, digits, <c>_</c>, <c>-</c>, <c>.</c>,
    /// <c>*</c>).</exception>
    public StructuredParameters(IEnumerable<KeyValuePair<string, StructuredValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = new(StringComparer.Ordinal);
        foreach (var (key, value) in values)
        {
            ArgumentNullException.ThrowIfNull(value, nameof(values));
            _values[StructuredText.Key(key)] = value;
        }
    }

    /// <summary>No parameters.</summary>
    public static StructuredParameters Empty { get; } = new([]);

    /// <summary>How many there are.</summary>
    public int Count => _values.Count;

    /// <summary>The value of a key, or null. A key that stands without a value is <c>?1</c>.</summary>
    public StructuredValue? this[string key] => _values.GetValueOrDefault(key);

    /// <summary>The keys and their values, in their order.</summary>
    public IEnumerator<KeyValuePair<string, StructuredValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The parameters as they stand behind an item (RFC 9651, section 4.1.1.2).</summary>
    public override string ToString() => StructuredWriter.Text(writer => writer.Add(this));
}
