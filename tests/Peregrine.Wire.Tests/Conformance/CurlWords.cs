using System.Text;

namespace Peregrine;

/// <summary>The words of a curl line as a shell parts them, and what they were told of files and places.</summary>
internal static class CurlWords
{
    /// <summary>Takes the userinfo off a URL and gives it decoded; null where it has none.</summary>
    internal static string? User(ref string url)
    {
        var (from, to) = (url.IndexOf("://", StringComparison.Ordinal) + 3, url.IndexOf('@', StringComparison.Ordinal));
        if (to < from)
        {
            return null;
        }

        var user = Uri.UnescapeDataString(url[from..to]);
        url = url[..from] + url[(to + 1)..];
        return user;
    }

    internal static List<string> Parse(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quote, isOpen) = ('\0', false);
        for (var at = 0; at < line.Length; at++)
        {
            var next = line[at];
            if (quote == '\0' && char.IsWhiteSpace(next))
            {
                if (isOpen)
                {
                    words.Add(word.ToString());
                }

                (isOpen, _) = (false, word.Clear());
                continue;
            }

            isOpen = true;
            if (next == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && next is '"' or '\'')
            {
                quote = next;
            }
            else if (next == '\\' && quote != '\'' && at + 1 < line.Length
                && (quote == '\0' || line[at + 1] is '"' or '\\' or '$' or '`'))
            {
                word.Append(line[++at]);
            }
            else
            {
                word.Append(next);
            }
        }

        return isOpen ? [.. words, word.ToString()] : words;
    }
}
