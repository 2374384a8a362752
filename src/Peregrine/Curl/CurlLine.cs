namespace Peregrine;

/// <summary>A line of curl, split into its arguments. Pure.</summary>
/// <param name="Arguments">The words behind <c>curl</c>.</param>
/// <param name="Input">What <c>printf</c> gives to its standard input; null where nothing does.</param>
/// <param name="NotUnderstood">What only a shell could do.</param>
internal sealed record CurlLine(
    IReadOnlyList<string> Arguments, byte[]? Input, IReadOnlyList<string> NotUnderstood)
{
    /// <exception cref="FormatException">It is no line of curl.</exception>
    internal static CurlLine Parse(string line)
    {
        if (CmdWords.Are(line))
        {
            return FromWords(CmdWords.Split(line), []);
        }

        var (words, expansions) = PosixWords.Split(line);
        return FromWords(words, expansions);
    }

    /// <summary>How many arguments there are: they may hold secrets.</summary>
    public override string ToString() => $"{Arguments.Count} arguments";

    private static CurlLine FromWords(List<ShellWord> words, List<string> notUnderstood)
    {
        List<ShellWord> left = [.. words.SkipWhile(IsBefore)];
        var input = InputOf(left);
        if (left is not [{ IsOperator: false, Text: var name }, ..] || !IsCurl(name))
        {
            throw new FormatException("It is no line of curl: it does not begin with curl.");
        }

        var end = left.FindIndex(word => word.IsOperator);
        if (end >= 0 && left[end..].Exists(word => !IsBefore(word)))
        {
            notUnderstood.Add(left[end].Text == "\n" ? "what follows the line" : $"{left[end].Text} …");
        }

        var arguments = left[1..(end < 0 ? left.Count : end)];
        return new CurlLine([.. arguments.Select(word => word.Text)], input, [.. notUnderstood.Distinct()]);
    }

    // A prompt, and the ends of empty lines.
    private static bool IsBefore(ShellWord word) => word is { IsOperator: true, Text: "\n" } or { Text: "$" or "%" };

    // printf '…' | curl --data-binary @- …
    private static byte[]? InputOf(List<ShellWord> words)
    {
        if (words is not [{ Text: "printf" }, var format, { IsOperator: true, Text: "|" }, ..])
        {
            return null;
        }

        words.RemoveRange(0, 3);
        return PrintfText.ToBytes(format.Text);
    }

    private static bool IsCurl(string word)
    {
        var name = word[(word.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.Equals("curl", StringComparison.OrdinalIgnoreCase)
            || name.Equals("curl.exe", StringComparison.OrdinalIgnoreCase);
    }
}
