using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>
/// Reads one line of a head or of trailers (RFC 9112, section 5), strictly: what two readers could read differently is
/// refused.
/// </summary>
internal static class HeaderLine
{
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    /// <summary>
    /// The line up to its end, which is CR LF or, for old servers, LF alone; null when it has not arrived whole.
    /// </summary>
    /// <param name="data">What has arrived.</param>
    /// <param name="consumed">How long the line is with its end.</param>
    /// <param name="line">The line without its end.</param>
    internal static bool TryRead(ReadOnlySpan<byte> data, out int consumed, out ReadOnlySpan<byte> line)
    {
        var end = data.IndexOf((byte)'\n');
        consumed = end + 1;
        line = end > 0 && data[end - 1] == '\r' ? data[..(end - 1)] : data[..Math.Max(end, 0)];
        return end >= 0;
    }

    /// <summary>
    /// Reads a field; false when its value is of a kind that costs the field (<see cref="ReceivedFieldRules"/>).
    /// </summary>
    /// <exception cref="MalformedException">It is no field, or one that another reader could read as something
    /// else.</exception>
    internal static bool TryParse(ReadOnlySpan<byte> line, out Header field)
    {
        var colon = line.IndexOf((byte)':');
        var name = line[..Math.Max(colon, 0)];
        var known = InternedText.Name(name);
        if (name.IsEmpty || (known is null && name.ContainsAnyExcept(TokenBytes)))
        {
            throw new MalformedException("a header line of the response has no proper name");
        }

        var text = known ?? Encoding.ASCII.GetString(name);
        var isKept = TryValue(text, line[(colon + 1)..], out var value);
        field = new Header(text, value) { IsLatin1 = FieldText.IsLatin1(line) };
        return isKept;
    }

    /// <summary>Whether the line says, in ASCII, what a field says that was read before.</summary>
    internal static bool Is(Header field, ReadOnlySpan<byte> line) =>
        line.Length > field.Name.Length && line[field.Name.Length] == ':'
            && Ascii.Equals(line[..field.Name.Length], field.Name)
        && Ascii.Equals(Trimmed(line[(field.Name.Length + 1)..]), field.Value);

    /// <summary>A value without the white space around it; false when it costs its field.</summary>
    /// <exception cref="MalformedException">Another reader could read it as something else.</exception>
    internal static bool TryValue(string name, ReadOnlySpan<byte> bytes, out string value)
    {
        bytes = Trimmed(bytes);
        var judgement = ReceivedFieldRules.Judge(name, bytes);
        value = judgement switch
        {
            ReceivedField.Kept => InternedText.Value(bytes) ?? FieldText.Decode(bytes),
            ReceivedField.LeftOut => "",
            _ => throw new MalformedException(ReceivedFieldRules.Fault),
        };
        return judgement == ReceivedField.Kept;
    }

    /// <summary>A value without the white space around it; in loops, as in <see cref="ControlCharacters"/>.</summary>
    internal static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> value)
    {
        while (value is [(byte)' ' or (byte)'\t', ..])
        {
            value = value[1..];
        }

        while (value is [.., (byte)' ' or (byte)'\t'])
        {
            value = value[..^1];
        }

        return value;
    }
}
