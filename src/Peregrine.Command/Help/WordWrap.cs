using System.Text;

namespace Peregrine;

/// <summary>Breaks texts into lines between their words.</summary>
internal static class WordWrap
{
    /// <summary>What fits on a terminal.</summary>
    internal const int Width = 80;

    /// <summary>The lines of a text, none longer than so many characters unless a word is.</summary>
    internal static IEnumerable<string> Lines(string text, int width) =>
        Lines(text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries), width);

    /// <summary>The lines that words make, with a space between two; a word may have spaces in it.</summary>
    internal static IEnumerable<string> Lines(IEnumerable<string> words, int width)
    {
        var line = new StringBuilder();
        foreach (var word in words)
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

    /// <summary>
    /// A line in which some spaces became line ends, so that none is longer than so many characters unless a word is.
    /// All else stays as it is: a name may have two spaces in it.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="width">How many characters.</param>
    /// <param name="indent">What stands before each line but the first.</param>
    internal static string Broken(string line, int width, string indent = "")
    {
        var text = new StringBuilder();
        for (var room = width; line.Length > room; room = width - indent.Length)
        {
            var space = line.LastIndexOf(' ', room);
            space = space > 0 ? space : line.IndexOf(' ', 1);
            if (space < 0)
            {
                break;
            }

            text.Append(line, 0, space).Append('\n').Append(indent);
            line = line[(space + 1)..];
        }

        return text.Append(line).ToString();
    }

    /// <summary>The paragraphs of a text: what an empty line parts.</summary>
    internal static IEnumerable<string> Paragraphs(string text) => text.ReplaceLineEndings("\n").Split("\n\n")
        .Select(paragraph => paragraph.Trim()).Where(paragraph => paragraph.Length > 0);
}
