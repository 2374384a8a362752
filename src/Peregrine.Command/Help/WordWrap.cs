using System.Text;

namespace Peregrine;

/// <summary>Breaks texts into lines between their words.</summary>
internal static class WordWrap
{
    /// <summary>What fits on a terminal.</summary>
    internal const int Width = 80;

    /// <summary>The lines of a text, none longer than so many characters unless a word is.</summary>
    internal static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            _ = line.Length > 0 ? line.Append(' ').Append(word) : line.Append(word);
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }

    /// <summary>The paragraphs of a text: what an empty line parts.</summary>
    internal static IEnumerable<string> Paragraphs(string text) => text.ReplaceLineEndings("\n").Split("\n\n")
        .Select(paragraph => paragraph.Trim()).Where(paragraph => paragraph.Length > 0);
}
