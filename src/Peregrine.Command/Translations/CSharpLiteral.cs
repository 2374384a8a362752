using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>Texts and bytes as C# writes them. Pure.</summary>
internal static class CSharpLiteral
{
    private const string Quotes = "\"\"\"";

    internal static string Of(string text)
    {
        // JSON reads best between three quotes.
        if (text.Contains('"', StringComparison.Ordinal) && !text.Contains(Quotes, StringComparison.Ordinal)
            && !text.Any(MustBeEscaped) && text is not (['"', ..] or [.., '"']))
        {
            return Quotes + text + Quotes;
        }

        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => literal.Append('\\').Append(c),
                '\n' => literal.Append("\\n"),
                '\r' => literal.Append("\\r"),
                '\t' => literal.Append("\\t"),
                _ when MustBeEscaped(c) => literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('"').ToString();
    }

    internal static string Base64(byte[] bytes) => $"Convert.FromBase64String(\"{Convert.ToBase64String(bytes)}\")";

    private static bool MustBeEscaped(char c) => char.GetUnicodeCategory(c) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
