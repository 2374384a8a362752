using System.Text;

namespace Peregrine;

/// <summary>docs/cli.md: its reference is made from the same table as the help, the rest is written by hand.</summary>
internal static class CliPage
{
    internal const string Page = "docs/cli.md";
    private const string Begin = "<!-- The reference is made from the table of options. -->\n";
    private const string End = "<!-- The end of the reference. -->\n";
    private const string DifferencesTitle = "## What reaches the server otherwise\n";
    private const string CurlTitle = "## Differences from curlconverter\n";

    /// <summary>The page as it is.</summary>
    internal static string Text() => File.ReadAllText(Checkout.At(Page)).ReplaceLineEndings("\n");

    /// <summary>The page as the table wants it.</summary>
    internal static string Wanted()
    {
        var text = Text();
        var begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        return text[..begin] + Reference() + text[text.IndexOf(End, StringComparison.Ordinal)..];
    }

    /// <summary>The known differences: the first column of their table.</summary>
    internal static IReadOnlyList<string> Differences() => FirstColumn(DifferencesTitle);

    /// <summary>What curlconverter reads otherwise in a line of curl.</summary>
    internal static IReadOnlyList<string> CurlDifferences() => FirstColumn(CurlTitle);

    private static IReadOnlyList<string> FirstColumn(string title)
    {
        var text = Text();
        var begin = text.IndexOf(title, StringComparison.Ordinal) + title.Length;
        var end = text.IndexOf("\n## ", begin, StringComparison.Ordinal);
        return
        [
            .. text[begin..end].Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
                .Select(line => line.Split('|')[1].Trim()),
        ];
    }

    private static string Reference()
    {
        var text = new StringBuilder();
        foreach (var section in HelpSections.All)
        {
            text.Append("\n### ").Append(section.Title[0]).Append(section.Title[1..].ToLowerInvariant()).Append("\n\n")
                .Append("| written | what it does |\n|---|---|\n");
            foreach (var entry in section.Entries)
            {
                var term = entry.Term.Trim().Replace("|", @"\|", StringComparison.Ordinal);
                text.Append("| `").Append(term).Append("` | ").Append(TextOf(entry)).Append(" |\n");
            }

            foreach (var paragraph in WordWrap.Paragraphs(section.Text))
            {
                text.Append('\n').AppendJoin('\n', WordWrap.Lines(Plain(paragraph), 140)).Append('\n');
            }
        }

        return text.Append('\n').ToString();
    }

    private static string TextOf(HelpEntry entry) =>
        Plain(entry.Details.Length == 0 ? entry.Text : $"{entry.Text}. {entry.Details}")
            .Replace("|", @"\|", StringComparison.Ordinal);

    // Stars and brackets that are meant as they stand.
    private static string Plain(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("*", @"\*", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
