using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// A text that a server sent, in which the characters that could steer a terminal or turn the reading direction are
/// shown and have no effect.
/// </summary>
internal static class PrintableText
{
    /// <summary>A text of several lines; their ends become <c>\n</c>.</summary>
    internal static string Lines(string text) => Of(text.ReplaceLineEndings("\n"), keepsLines: true);

    /// <summary>A text in one line.</summary>
    internal static string Line(string text) => Of(text, keepsLines: false);

    private static string Of(string text, bool keepsLines)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c == '\t' || (c == '\n' && keepsLines) || !Steers(c) ? shown.Append(c) : shown.Append(Symbol(c));
        }

        return shown.ToString();
    }

    private static bool Steers(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
        UnicodeCategory.Format => c is not ('\u200c' or '\u200d' or '\u00ad'), // Joiners belong to words and to emoji.
        _ => false,
    };

    // ASCII's controls have symbols of their own: ESC is ␛.
    private static string Symbol(char c) => c switch
    {
        < ' ' => ((char)('\u2400' + c)).ToString(),
        '\u007f' => "\u2421",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
    };
}
