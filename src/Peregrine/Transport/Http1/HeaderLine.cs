using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>Reads one line of a head or of trailers (RFC 9112, section 5), strictly: what two readers could read differently is refused.</summary>
internal static class HeaderLine
{
    private static readonly SearchValues<byte> TokenBytes =
        SearchValues.Create("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    /// <summary>The line up to its end, which is CR LF or, for old servers, LF alone; null when it has not arrived whole.</summary>
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

    internal static Header Parse(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var name = line[..Math.Max(colon, 0)];
        if (name.IsEmpty || name.ContainsAnyExcept(TokenBytes))
        {
            throw new MalformedException("a header line of the response has no proper name");
        }

        return new Header(KnownText.Name(name), Value(line[(colon + 1)..])) { IsLatin1 = FieldText.IsLatin1(line) };
    }

    /// <summary>Whether the line says, in ASCII, what a field says that was read before.</summary>
    internal static bool Is(Header field, ReadOnlySpan<byte> line) =>
        line.Length > field.Name.Length && line[field.Name.Length] == ':' && Ascii.Equals(line[..field.Name.Length], field.Name)
        && Ascii.Equals(line[(field.Name.Length + 1)..].Trim(" \t"u8), field.Value);

    /// <summary>A value without the white space around it.</summary>
    internal static string Value(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.Trim(" \t"u8);
        if (bytes.ContainsAny(Controls))
        {
            throw new MalformedException("a header value of the response holds a control character");
        }

        return KnownText.Value(bytes) ?? FieldText.Decode(bytes);
    }
}
