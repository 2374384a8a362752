using System.Text;

namespace Peregrine;

/// <summary>
/// Reads a quoted string (RFC 9110, section 5.6.4), its escapes undone: the one reader for every field that has them.
/// </summary>
internal static class QuotedString
{
    /// <summary>Reads from the quote at a position, and goes past the one that ends it.</summary>
    /// <param name="text">The field.</param>
    /// <param name="at">Where the first quote stands; then what follows the last one, or the end of the text.</param>
    /// <param name="isClosed">Whether there is a quote that ends it.</param>
    internal static string Read(string text, ref int at, out bool isClosed)
    {
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            at += text[at] == '\\' && at + 1 < text.Length ? 1 : 0;
            value.Append(text[at]);
        }

        isClosed = at < text.Length;
        at = Math.Min(at + 1, text.Length);
        return value.ToString();
    }
}
