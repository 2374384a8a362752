using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>
/// A dictionary (RFC 9651, section 3.2): keys, each with an item or an inner list, in their order. Immutable.
/// </summary>
public sealed class StructuredDictionary : IReadOnlyCollection<KeyValuePair<string, StructuredMember>>
{
    private readonly OrderedDictionary<string, StructuredMember> _members;

    internal StructuredDictionary(OrderedDictionary<string, StructuredMember> members) => _members = members;

    /// <summary>A dictionary of these members; of a key that stands twice the later one counts.</summary>
    /// <exception cref="ArgumentException">A key is none (<c>a-z</c>, digits, <c>_</c>, <c>-</c>, <c>.</c>,
    /// <c>*</c>).</exception>
    public StructuredDictionary(IEnumerable<KeyValuePair<string, StructuredMember>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = new(StringComparer.Ordinal);
        foreach (var (key, member) in members)
        {
            ArgumentNullException.ThrowIfNull(member, nameof(members));
            _members[StructuredText.Key(key)] = member;
        }
    }

    /// <summary>How many members there are.</summary>
    public int Count => _members.Count;

    /// <summary>The member of a key, or null. A key that stands without a value is the item <c>?1</c>.</summary>
    public StructuredMember? this[string key] => _members.GetValueOrDefault(key);

    /// <summary>Reads a field that is a dictionary (RFC 9651, section 4.2.2); an empty one has no members.</summary>
    /// <param name="field">The field's value; its lines joined, as <see cref="Headers.this[string]"/> gives
    /// them.</param>
    /// <exception cref="FormatException">It is none; the message names the position.</exception>
    public static StructuredDictionary Parse(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return StructuredReader.Dictionary(field, out var failure) ?? throw failure.ToException();
    }

    /// <summary>Reads a field that is a dictionary; a field that is absent (null) is none.</summary>
    /// <param name="field">The field's value; its lines joined, as <see cref="Headers.this[string]"/> gives
    /// them.</param>
    /// <param name="dictionary">The dictionary, or null.</param>
    public static bool TryParse(
        [NotNullWhen(true)] string? field, [NotNullWhen(true)] out StructuredDictionary? dictionary) =>
        (dictionary = field is null ? null : StructuredReader.Dictionary(field, out _)) is not null;

    /// <summary>The keys and their members, in their order.</summary>
    public IEnumerator<KeyValuePair<string, StructuredMember>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// The dictionary as it stands in a field (RFC 9651, section 4.1.2); empty where it has no members: then the field
    /// is not sent.
    /// </summary>
    public override string ToString() => StructuredWriter.Text(writer => writer.Add(this));
}
