namespace Peregrine;

/// <summary>
/// One header field as it appears on the wire (RFC 9110, section 5). Its text hides the values of fields that carry
/// secrets.
/// </summary>
/// <param name="Name">The field name.</param>
/// <param name="Value">The field value.</param>
public readonly record struct Header(string Name, string Value)
{
    /// <summary>The field for a log: <c>Name: value</c>, or <c>Name: ***</c> where the value is a secret.</summary>
    public override string ToString() => $"{Name}: {(IsSecret ? Redaction.Mask : Redaction.Value(Name, Value))}";

    /// <summary>Whether name and value are the same; what we know of them besides does not count.</summary>
    public bool Equals(Header other) => Name == other.Name && Value == other.Value;

    /// <summary>A hash of name and value.</summary>
    public override int GetHashCode() => HashCode.Combine(Name, Value);

    /// <summary>Whether the field is a credential whatever its name.</summary>
    internal bool IsSecret { get; init; }

    /// <summary>Whether the bytes of the value are no UTF-8, so that each of its characters stands for one.</summary>
    internal bool IsLatin1 { get; init; }

    internal bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
