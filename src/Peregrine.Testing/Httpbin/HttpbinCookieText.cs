using System.Text;

namespace Peregrine;

/// <summary>
/// The quotes that Python's servers put around a cookie's value that holds more than plain characters: <c>a b</c> is
/// <c>"a b"</c>.
/// </summary>
internal static class HttpbinCookieText
{
    private const string Legal = "/=!#$%&'*+-.^_`|~:";

    public static string Quote(string value) => value.All(IsLegal) ? value : Quoted(value);

    public static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] != '"' || value[^1] != '"')
        {
            return value;
        }

        var octets = new List<byte>();
        for (var index = 1; index < value.Length - 1; index++)
        {
            index += value[index] == '\\' ? Escape(value.AsSpan(index + 1), octets) : Plain(value[index], octets);
        }

        return Encoding.UTF8.GetString([.. octets]);
    }

    private static string Quoted(string value)
    {
        var result = new StringBuilder("\"");
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            _ = (char)octet switch
            {
                '"' or '\\' => result.Append('\\').Append((char)octet),
                ',' or ';' or < ' ' or > '~' => result.Append('\\').Append(Octal(octet)),
                _ => result.Append((char)octet),
            };
        }

        return result.Append('"').ToString();
    }

    // What follows a backslash: three octal digits or one character. Gives how many characters it took.
    private static int Escape(ReadOnlySpan<char> rest, List<byte> octets)
    {
        var isOctal = rest.Length > 3 && rest[0] <= '3' && IsOctal(rest[0]) && IsOctal(rest[1]) && IsOctal(rest[2]);
        octets.Add((byte)(isOctal ? (8 * ((8 * (rest[0] - '0')) + rest[1] - '0')) + rest[2] - '0' : rest[0]));
        return isOctal ? 3 : 1;
    }

    private static int Plain(char character, List<byte> octets)
    {
        octets.Add((byte)character); // Headers are read as Latin-1: a character is an octet.
        return 0;
    }

    private static bool IsOctal(char character) => character is >= '0' and <= '7';

    private static string Octal(byte octet) => Convert.ToString(octet, 8).PadLeft(3, '0');

    private static bool IsLegal(char character) =>
        char.IsAsciiLetterOrDigit(character) || Legal.Contains(character, StringComparison.Ordinal);
}
