using System.Text;

namespace Peregrine;

/// <summary>
/// Splits a command line as Windows does: <c>cmd.exe</c> undoes its <c>^</c>, and what is left is read by the rules of
/// the C runtime, with backslashes before quotes. Pure.
/// </summary>
internal static class CmdWords
{
    /// <summary>
    /// Whether a line is written for <c>cmd.exe</c>: its first argument begins with <c>^</c>, or its first line ends
    /// with one, as browsers copy it.
    /// </summary>
    internal static bool Are(string line)
    {
        var end = line.IndexOf('\n', StringComparison.Ordinal);
        var first = (end < 0 ? line : line[..end]).AsSpan().TrimEnd();
        var name = first.TrimStart();
        var space = name.IndexOfAny(' ', '\t');
        return first.EndsWith(" ^") || (space > 0 && name[space..].TrimStart().StartsWith("^\""))
            || (space > 0 && name[..space].EndsWith(".exe", StringComparison.OrdinalIgnoreCase));
    }

    /// <exception cref="FormatException">A quotation is not closed.</exception>
    internal static List<ShellWord> Split(string line)
    {
        var words = new List<ShellWord>();
        var plain = Unescaped(line.ReplaceLineEndings("\n"), out var rest);
        for (var at = 0; Next(plain, ref at) is { } word;)
        {
            words.Add(new ShellWord(word));
        }

        if (rest is { } end)
        {
            words.Add(new ShellWord(end.ToString(), IsOperator: true));
        }

        return words;
    }

    // What cmd.exe hands on. Behind a caret a character is itself, and the end of a line is none: the one that follows
    // it is.
    private static string Unescaped(string line, out char? rest)
    {
        var plain = new StringBuilder(line.Length);
        var isQuoted = false;
        rest = null;
        for (var at = 0; at < line.Length; at++)
        {
            var c = line[at];
            if (c == '^' && !isQuoted)
            {
                at += at + 1 < line.Length && line[at + 1] == '\n' ? 2 : 1;
                plain.Append(at < line.Length ? line[at].ToString() : "");
            }
            else if (!isQuoted && c is '|' or '&' or '<' or '>' || c == '\n')
            {
                rest = string.IsNullOrWhiteSpace(line[at..]) ? null : c;
                break;
            }
            else
            {
                isQuoted ^= c == '"';
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    private static string? Next(string line, ref int at)
    {
        while (at < line.Length && line[at] is ' ' or '\t')
        {
            at++;
        }

        if (at == line.Length)
        {
            return null;
        }

        var word = new StringBuilder();
        var isQuoted = false;
        while (at < line.Length && (isQuoted || line[at] is not (' ' or '\t')))
        {
            var slashes = 0;
            for (; at < line.Length && line[at] == '\\'; at++)
            {
                slashes++;
            }

            var isQuote = at < line.Length && line[at] == '"';
            word.Append('\\', isQuote ? slashes / 2 : slashes);
            if (!isQuote)
            {
                AppendPlain(word, line, ref at, isQuoted);
            }
            else if (slashes % 2 == 1)
            {
                word.Append('"');
                at++;
            }
            else if (isQuoted && line.AsSpan(at).StartsWith("\"\""))
            {
                word.Append('"');
                at += 2;
            }
            else
            {
                isQuoted = !isQuoted;
                at++;
            }
        }

        return isQuoted ? throw new FormatException("A quotation that begins with \" is not closed.") : word.ToString();
    }

    private static void AppendPlain(StringBuilder word, string line, ref int at, bool isQuoted)
    {
        if (at < line.Length && (isQuoted || line[at] is not (' ' or '\t')))
        {
            word.Append(line[at++]);
        }
    }
}
