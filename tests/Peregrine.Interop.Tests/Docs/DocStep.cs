namespace Peregrine;

/// <summary>One thing that a reader of a page does: saves a file, or types the lines of a block.</summary>
/// <param name="Page">The page, as a path from the root.</param>
/// <param name="Line">The number of the block's first line.</param>
/// <param name="Text">The block.</param>
/// <param name="File">The name that the page says to save it as; null for a block of a shell.</param>
internal sealed record DocStep(string Page, int Line, string Text, string? File)
{
    /// <summary>The lines as they are typed, each with its number and without its comment; no empty ones.</summary>
    internal IReadOnlyList<(int Number, string Text)> Typed =>
    [
        .. from line in Text.Split('\n').Index()
           let text = WithoutComment(line.Item)
           where text.Length > 0
           select (Line + line.Index, text),
    ];

    private static string WithoutComment(string line)
    {
        var comment = line.StartsWith('#') ? 0 : line.IndexOf(" # ", StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).TrimEnd();
    }
}
