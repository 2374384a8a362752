using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>A list (RFC 9651, section 3.1): items and inner lists, parted by commas. Immutable.</summary>
public sealed class StructuredList : IReadOnlyList<StructuredMember>
{
    private readonly StructuredMember[] _members;

    /// <summary>A list of these members.</summary>
    public StructuredList(IEnumerable<StructuredMember> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = [.. members];
        foreach (var member in _members)
        {
            ArgumentNullException.ThrowIfNull(member, nameof(members));
        }
    }

    /// <summary>How many members there are.</summary>
    public int Count => _members.Length;

    /// <summary>The member at a position.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such member.</exception>
    public StructuredMember this[int index] => _members[index];

    /// <summary>Reads a field that is a list (RFC 9651, section 4.2.1); an empty one is an empty list.</summary>
    /// <param name="field">The field's value; its lines joined, as <see cref="Headers.this[string]"/> gives
    /// them.</param>
    /// <exception cref="FormatException">It is none; the message names the position.</exception>
    public static StructuredList Parse(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return StructuredReader.List(field, out var failure) ?? throw failure.ToException();
    }

    /// <summary>Reads a field that is a list; a field that is absent (null) is none.</summary>
    /// <param name="field">The field's value; its lines joined, as <see cref="Headers.this[string]"/> gives
    /// them.</param>
    /// <param name="list">The list, or null.</param>
    public static bool TryParse([NotNullWhen(true)] string? field, [NotNullWhen(true)] out StructuredList? list) =>
        (list = field is null ? null : StructuredReader.List(field, out _)) is not null;

    /// <summary>The members, in their order.</summary>
    public IEnumerator<StructuredMember> GetEnumerator() => ((IEnumerable<StructuredMember>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// The list as it stands in a field (RFC 9651, section 4.1.1); empty where it has no members: then the field is not
    /// sent.
    /// </summary>
    public override string ToString() => StructuredWriter.Text(writer => writer.Add(this));
}
