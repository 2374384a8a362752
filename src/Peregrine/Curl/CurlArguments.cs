namespace Peregrine;

/// <summary>
/// Reads the arguments of curl as its own parser does: long names and their beginnings, letters that stand together, a
/// value that follows or is joined on, <c>--no-NAME</c>. Pure.
/// </summary>
internal static class CurlArguments
{
    internal const string Url = "url";
    internal const string Next = "next";

    /// <summary>The options in their order; of a switch that is turned on and off, the last word counts.</summary>
    /// <exception cref="FormatException">Curl has no such option, or a value is missing.</exception>
    internal static List<CurlArgument> Read(IReadOnlyList<string> words)
    {
        var read = new List<CurlArgument>();
        var left = new Queue<string>(words);
        var isEnded = false;
        while (left.TryDequeue(out var word) && !read.Contains(new CurlArgument(Next, "")))
        {
            switch (word)
            {
                case "--" when !isEnded:
                    isEnded = true;
                    break;
                case ['-', '-', .. var name] when !isEnded:
                    AddLong(read, name, left);
                    break;
                case ['-', _, ..] when !isEnded:
                    AddLetters(read, word[1..], left);
                    break;
                default:
                    read.Add(new CurlArgument(Url, word));
                    break;
            }
        }

        return read;
    }

    private static void AddLong(List<CurlArgument> read, string text, Queue<string> left)
    {
        var (written, joined) = text.Split('=', 2) is [var before, var after] ? (before, after) : (text, null);
        if (CurlOptionNames.ForText(written) is not { } name)
        {
            if (written.StartsWith("no-", StringComparison.Ordinal)
                && CurlOptionNames.ForText(written[3..]) is { } off && !CurlOptionNames.HasValue(off))
            {
                read.RemoveAll(one => one.Name == off);
                return;
            }

            throw Unknown($"--{Redaction.Name(written)}");
        }

        var hasValue = CurlOptionNames.HasValue(name);
        if (joined is not null && !hasValue)
        {
            throw new FormatException($"--{name} takes no value.");
        }

        read.Add(new CurlArgument(name, hasValue ? joined ?? ValueOf(name, left) : ""));
    }

    private static void AddLetters(List<CurlArgument> read, string letters, Queue<string> left)
    {
        for (var at = 0; at < letters.Length; at++)
        {
            var name = letters[at] == ':' ? Next
                : CurlOptionNames.ForLetter(letters[at])
                    ?? throw Unknown($"-{Redaction.Printable(letters[at..(at + 1)])}");
            if (CurlOptionNames.HasValue(name))
            {
                read.Add(new CurlArgument(name, at + 1 < letters.Length ? letters[(at + 1)..] : ValueOf(name, left)));
                return;
            }

            read.Add(new CurlArgument(name, ""));
        }
    }

    private static string ValueOf(string name, Queue<string> left) =>
        left.TryDequeue(out var value) ? value : throw new FormatException($"--{name} needs a value.");

    private static FormatException Unknown(string option) => new($"curl has no option {option}.");
}
