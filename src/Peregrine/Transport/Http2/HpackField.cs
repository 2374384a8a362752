using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>
/// A field as a table of HPACK holds it: decoded and judged once, so that a field that is only named costs nothing. One
/// that has no place in a response says why.
/// </summary>
/// <param name="Field">The field.</param>
/// <param name="Size">What it counts (RFC 7541, section 4.1).</param>
/// <param name="Fault">Why it may not stand in a response, or null.</param>
/// <param name="IsLeftOut">Whether the response stands without it.</param>
internal readonly record struct HpackField(Header Field, int Size, string? Fault, bool IsLeftOut = false)
{
    /// <summary>What each entry counts besides its text.</summary>
    internal const int Overhead = 32;

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create(
        "!#$%&'*+-.0123456789^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    internal bool IsPseudo => Field.Name is [':', ..];

    /// <summary>A field of a response, from its bytes.</summary>
    internal static HpackField FromBytes(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) =>
        FromBytes(InternedText.Name(name) ?? Encoding.ASCII.GetString(name), name.Length, FaultOf(name), value);

    /// <summary>A field whose name is known from another.</summary>
    internal HpackField With(ReadOnlySpan<byte> value) =>
        FromBytes(
            Field.Name,
            Field.Name.Length,
            Fault is not null && !IsOfConnection(Field.Name) ? FaultOf(Encoding.Latin1.GetBytes(Field.Name)) : null,
            value);

    private static HpackField FromBytes(string name, int nameLength, string? fault, ReadOnlySpan<byte> value)
    {
        var judgement = ReceivedFieldRules.Judge(name, value);
        fault ??= IsOfConnection(name) ? $"the response has the field {name}, which HTTP/2 does not allow"
            : judgement == ReceivedField.Refused ? ReceivedFieldRules.Fault : null;
        var size = nameLength + value.Length + Overhead;
        value = HeaderLine.Trimmed(value);
        return new HpackField(new Header(name, InternedText.Value(value) ?? FieldText.Decode(value))
        {
            IsLatin1 = FieldText.IsLatin1(value),
        }, size, fault, judgement == ReceivedField.LeftOut);
    }

    private static string? FaultOf(ReadOnlySpan<byte> name)
    {
        var text = name is [(byte)':', ..] ? name[1..] : name;
        return !text.IsEmpty && !text.ContainsAnyExcept(NameBytes) ? null
            : text.ContainsAnyInRange((byte)'A', (byte)'Z') ? "a header name of the response is not in lower case"
            : "a header line of the response has no proper name";
    }

    private static bool IsOfConnection(string name) =>
        name is "connection" or "transfer-encoding" or "keep-alive" or "proxy-connection" or "upgrade";
}
