namespace Peregrine;

/// <summary>
/// What lists and dictionaries have in them: a <see cref="StructuredItem"/> or a <see cref="StructuredInnerList"/>.
/// </summary>
public abstract class StructuredMember
{
    private protected StructuredMember(StructuredParameters? parameters) =>
        Parameters = parameters ?? StructuredParameters.Empty;

    /// <summary>Its parameters, empty where there are none.</summary>
    public StructuredParameters Parameters { get; }

    /// <summary>An item without parameters.</summary>
    public static implicit operator StructuredMember(StructuredValue value) => new StructuredItem(value);

    /// <summary>The member as it stands in a field (RFC 9651, section 4.1).</summary>
    public sealed override string ToString() => StructuredWriter.Text(writer => writer.Add(this));
}
