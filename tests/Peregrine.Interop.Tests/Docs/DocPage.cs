using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>A page of the documentation, cut into its blocks.</summary>
internal static partial class DocPage
{
    private const string Fence = "```";
    private const string CallComment = "<!-- GET ";

    // Where pages are: of packages beside what they are about.
    private static readonly string[] Folders = ["docs", "samples", "src"];

    /// <summary>Every page of the repository, as a path from the root.</summary>
    internal static IReadOnlyList<string> All { get; } =
    [
        .. from file in Directory.EnumerateFiles(Checkout.Root, "*.md").Concat(Folders.SelectMany(PagesIn))
           let page = Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')
           orderby page
           select page,
    ];

    /// <summary>
    /// The blocks of a page. A comment <c>&lt;!-- GET /path: 200 {} --&gt;</c> behind a block says how the application
    /// in it answers.
    /// </summary>
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

    /// <summary>
    /// What a reader does: every block of a shell, and every block that the line before it says to save as a file.
    /// </summary>
    /// <param name="page">The page, as a path from the root.</param>
    /// <param name="root">The root of the clone that the page is read in.</param>
    internal static IReadOnlyList<DocStep> Steps(string page, string root)
    {
        var steps = new List<DocStep>();
        var lines = File.ReadAllLines(Path.Combine(root, page));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, i + 1, line => line == Fence);
                var told = lines[..i].LastOrDefault(line => line.Length > 0) ?? "";
                if (SavedAs().Match(told) is { Success: true } saved)
                {
                    steps.Add(new(page, i + 2, Text(lines[(i + 1)..end]), saved.Groups["file"].Value));
                }
                else if (lines[i] == Fence + "sh")
                {
                    steps.Add(new(page, i + 2, Text(lines[(i + 1)..end]), null));
                }

                i = end;
            }
        }

        return steps;
    }

    private static IEnumerable<string> PagesIn(string folder) =>
        Directory.EnumerateFiles(Checkout.At(folder), "*.md", SearchOption.AllDirectories);

    private static string Text(string[] lines) => string.Join('\n', lines) + '\n';

    [GeneratedRegex("(?:ave this as|ut this into) `(?<file>[^`]+)`")]
    private static partial Regex SavedAs();
}
