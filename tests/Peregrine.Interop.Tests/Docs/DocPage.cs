namespace Peregrine;

/// <summary>A page of the documentation, cut into its blocks of C#.</summary>
internal static class DocPage
{
    private const string Fence = "```";
    private const string CallComment = "<!-- GET ";

    /// <summary>The blocks of a page. A comment <c>&lt;!-- GET /path: 200 {} --&gt;</c> behind a block says how the application in it answers.</summary>
    internal static IReadOnlyList<DocBlock> Blocks(string page)
    {
        var blocks = new List<DocBlock>();
        var lines = File.ReadAllLines(Checkout.At(page));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(CallComment, StringComparison.Ordinal))
            {
                var last = blocks[^1];
                blocks[^1] = last with { Calls = [.. last.Calls, lines[i][CallComment.Length..^" -->".Length]] };
            }
            else if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, i + 1, line => line == Fence);
                if (lines[i] == Fence + "csharp")
                {
                    blocks.Add(new(page, i + 2, string.Join('\n', lines[(i + 1)..end]) + '\n', []));
                }

                i = end;
            }
        }

        return blocks;
    }
}
