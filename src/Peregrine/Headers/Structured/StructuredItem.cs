using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>
/// An item (RFC 9651, section 3.3): a bare item with its parameters. It is a whole field, or a member of a list, an
/// inner list or a dictionary. Immutable.
/// </summary>
public sealed class StructuredItem : StructuredMember
{
    /// <summary>An item.</summary>
    /// <param name="value">The bare item.</param>
    /// <param name="parameters">Its parameters; the default is none.</param>
    public StructuredItem(StructuredValue value, StructuredParameters? parameters = null)
        : base(parameters)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = value;
    }

    /// <summary>The bare item.</summary>
    public StructuredValue Value { get; }

    /// <summary>Reads a field that is an item (RFC 9651, section 4.2.3).</summary>
    /// <param name="field">The field's value; its lines joined, as <see cref="Headers.this[string]"/> gives
    /// them.</param>
    /// <exception cref="FormatException">It is none; the message names the position.</exception>
    public static StructuredItem Parse(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return StructuredReader.Item(field, out var failure) ?? throw failure.ToException();
    }

    /// <summary>Reads a field that is an item; a field that is absent (null) is none.</summary>
    /// <param name="field">The field's value; its lines joined, as <see cref="Headers.this[string]"/> gives
    /// them.</param>
    /// <param name="item">The item, or null.</param>
    public static bool TryParse([NotNullWhen(true)] string? field, [NotNullWhen(true)] out StructuredItem? item) =>
        (item = field is null ? null : StructuredReader.Item(field, out _)) is not null;
}
