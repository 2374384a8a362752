using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>One block of C# on a page, and what the page says that it prints.</summary>
/// <param name="Page">The page, as a path from the root.</param>
/// <param name="Line">The number of its first line of code.</param>
/// <param name="Code">Its text.</param>
/// <param name="Calls">What the tests ask of a web application that the block is: path, status and body, one a
/// line.</param>
internal sealed partial record DocBlock(string Page, int Line, string Code, IReadOnlyList<string> Calls)
{
    internal string Name => $"{Page}:{Line}";

    /// <summary>Whether it is a file-based app, to be run as a file of its own.</summary>
    internal bool IsFile =>
        Code.StartsWith("#!", StringComparison.Ordinal) || Code.StartsWith("#:", StringComparison.Ordinal);

    /// <summary>
    /// The lines that a reader expects to see, in their order: behind a <c>Console.WriteLine</c>, or as
    /// <c>// prints …</c>.
    /// </summary>
    internal IReadOnlyList<string> Expected =>
        [
            .. Prints().Matches(Code).Select(match => match.Groups["text"].Value.Trim()),
            .. Calls.Select(call => "GET " + call),
        ];

    [GeneratedRegex(@"^(?:.*Console\.WriteLine\(.*\);\s+//|\s*(?://|') prints) (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Prints();
}
