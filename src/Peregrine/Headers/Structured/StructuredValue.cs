using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>
/// A bare item of a structured field (RFC 9651, section 3.3): a number, a text, a token, bytes, a boolean or a date,
/// without parameters. Immutable; two are equal when they are of one kind and mean the same.
/// </summary>
/// <remarks>
/// <see cref="long"/>, <see cref="decimal"/>, <see cref="string"/>, <see cref="bool"/>, <c>byte[]</c> and
/// <see cref="DateTimeOffset"/> convert; <see cref="Token"/> and <see cref="DisplayString"/> make the two other texts.
/// </remarks>
public sealed partial class StructuredValue : IEquatable<StructuredValue>
{
    // A long (integer, date), a decimal, a string (three kinds), a byte[] or a bool.
    private readonly object _value;

    internal StructuredValue(StructuredKind kind, object value) => (Kind, _value) = (kind, value);

    /// <summary>The boolean <c>?1</c>: what a key without a value means.</summary>
    public static StructuredValue True { get; } = new(StructuredKind.Boolean, true);

    /// <summary>The boolean <c>?0</c>.</summary>
    public static StructuredValue False { get; } = new(StructuredKind.Boolean, false);

    /// <summary>What it is.</summary>
    public StructuredKind Kind { get; }

    /// <summary>The whole number; null for another kind.</summary>
    public long? AsInteger => Kind == StructuredKind.Integer ? (long)_value : null;

    /// <summary>The number, exactly, whole or not; null for another kind.</summary>
    public decimal? AsDecimal => Kind switch
    {
        StructuredKind.Decimal => (decimal)_value,
        StructuredKind.Integer => (long)_value,
        _ => null,
    };

    /// <summary>The text of a <see cref="StructuredKind.String"/>; null for another kind.</summary>
    public string? AsString => Kind == StructuredKind.String ? (string)_value : null;

    /// <summary>The word of a <see cref="StructuredKind.Token"/>; null for another kind.</summary>
    public string? AsToken => Kind == StructuredKind.Token ? (string)_value : null;

    /// <summary>The text of a <see cref="StructuredKind.DisplayString"/>; null for another kind.</summary>
    public string? AsDisplayString => Kind == StructuredKind.DisplayString ? (string)_value : null;

    /// <summary>The bytes; null for another kind.</summary>
    public ReadOnlyMemory<byte>? AsBytes => Kind == StructuredKind.ByteSequence ? (byte[])_value : null;

    /// <summary>The boolean; null for another kind.</summary>
    public bool? AsBoolean => Kind == StructuredKind.Boolean ? (bool)_value : null;

    /// <summary>
    /// The moment of a date, in UTC; null for another kind, and for a date before the year 1 or after the year 9999.
    /// </summary>
    public DateTimeOffset? AsDate => AsUnixSeconds is { } seconds
        && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The moment of a date in seconds since 1970, however far away; null for another kind.</summary>
    public long? AsUnixSeconds => Kind == StructuredKind.Date ? (long)_value : null;

    /// <summary>The value as it stands in a field (RFC 9651, section 4.1.3.1).</summary>
    public override string ToString() => StructuredWriter.Text(writer => writer.Add(this));

    /// <summary>Whether both are of one kind and mean the same.</summary>
    public bool Equals([NotNullWhen(true)] StructuredValue? other) =>
        other is not null && Kind == other.Kind && (_value is byte[] bytes
            ? bytes.AsSpan().SequenceEqual((byte[])other._value)
            : _value.Equals(other._value));

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as StructuredValue);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Kind);
        if (_value is byte[] bytes)
        {
            hash.AddBytes(bytes);
        }
        else
        {
            hash.Add(_value);
        }

        return hash.ToHashCode();
    }

    internal object Raw => _value;
}
