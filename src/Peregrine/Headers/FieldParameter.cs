using System.Text;

namespace Peregrine;

/// <summary>
/// A parameter of a field (RFC 9110, section 5.6.6), for the fields that are read leniently: how its value is read, and
/// how one is written. Pure.
/// </summary>
internal static class FieldParameter
{
    internal static readonly char[] Spaces = [' ', '\t', '\r', '\n'];

    /// <summary>Reads the value that begins at a position, behind white space or at once.</summary>
    /// <param name="text">The field.</param>
    /// <param name="at">Where the equals sign ended.</param>
    /// <param name="isQuoted">Whether it is a quoted string, its escapes undone.</param>
    /// <param name="isClosed">Whether a quoted string ends.</param>
    /// <returns>The value, and the position of the ';' that follows, or the length of the text.</returns>
    internal static (string Value, int End) Read(string text, int at, out bool isQuoted, out bool isClosed)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
        {
            at++;
        }

        var start = at;
        isClosed = isQuoted = start < text.Length && text[start] == '"';
        var quoted = isQuoted ? QuotedString.Read(text, ref at, out isClosed) : null;
        var end = text.IndexOf(';', at);
        end = end < 0 ? text.Length : end;
        return (quoted ?? text[start..end].Trim(Spaces), end);
    }

    /// <summary>Whether a quoted string can hold it: tabs, what is printed, and bytes that no standard reads.</summary>
    internal static bool IsQuotable(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (c is (< ' ' and not '\t') or '\u007f' or > '\u00ff')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The parameter as it is written: a token as it stands, anything else in quotes.</summary>
    /// <exception cref="ArgumentException">The name is no token, or the value can't be written.</exception>
    internal static string Write(string name, string value)
    {
        if (!HeaderRules.IsToken(name) || !IsQuotable(value))
        {
            throw new ArgumentException(
                "The name of a parameter is a token, its value holds no control character (RFC 9110, section 5.6.6).",
                nameof(name));
        }

        return $"{name}={(HeaderRules.IsToken(value) ? value : Quote(value))}";
    }

    /// <summary>The text as a quoted string.</summary>
    internal static string Quote(string text) =>
        new StringBuilder(text, text.Length + 8).Replace("\\", "\\\\")
            .Replace("\"", "\\\"").Insert(0, '"').Append('"').ToString();
}
