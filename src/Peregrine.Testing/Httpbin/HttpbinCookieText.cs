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

        var bytes = new List<byte>();
        for (var index = 1; index < value.Length - 1; index++)
        {
            index += value[index] == '\\' ? Escape(value.AsSpan(index + 1), bytes) : Plain(value[index], bytes);
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Quoted(string value)
    {
        var result = new StringBuilder("\"");
        foreach (var one in Encoding.UTF8.GetBytes(value))
        {
            _ = (char)one switch
            {
                '"' or '\\' => result.Append('\\').Append((char)one),
                ',' or ';' or < ' ' or > '~' => result.Append('\\').Append(Octal(one)),
                _ => result.Append((char)one),
            };
        }

        return result.Append('"').ToString();
    }

    // What follows a backslash: three octal digits or one character. Gives how many characters it took.
    private static int Escape(ReadOnlySpan<char> rest, List<byte> bytes)
    {
        var isOctal = rest.Length > 3 && rest[0] <= '3' && IsOctal(rest[0]) && IsOctal(rest[1]) && IsOctal(rest[2]);
        bytes.Add((byte)(isOctal ? (8 * ((8 * (rest[0] - '0')) + rest[1] - '0')) + rest[2] - '0' : rest[0]));
        return isOctal ? 3 : 1;
    }

    private static int Plain(char character, List<byte> bytes)
    {
        bytes.Add((byte)character); // Headers are read as Latin-1: a character is a byte.
        return 0;
    }

    private static bool IsOctal(char character) => character is >= '0' and <= '7';

    private static string Octal(byte one) => Convert.ToString(one, 8).PadLeft(3, '0');

    private static bool IsLegal(char character) =>
        char.IsAsciiLetterOrDigit(character) || Legal.Contains(character, StringComparison.Ordinal);
}
