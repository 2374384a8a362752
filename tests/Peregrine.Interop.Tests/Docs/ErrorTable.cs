using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>The tables of docs/from-python.md that say where each exception of theirs lands in ours.</summary>
internal static partial class ErrorTable
{
    private const string Page = "docs/from-python.md";

    /// <summary>Library and name, such as <c>requests.ReadTimeout</c>, and the cell that names ours.</summary>
    internal static IReadOnlyDictionary<string, string> Rows { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        var library = "";
        foreach (var line in File.ReadLines(Checkout.At(Page)).SkipWhile(line => line != "## Every exception")
            .Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)))
        {
            library = line.StartsWith("### ", StringComparison.Ordinal) ? line[4..].Split(' ', ',')[0] : library;
            if (line.StartsWith("| `", StringComparison.Ordinal))
            {
                var cells = line.Split('|', StringSplitOptions.TrimEntries);
                foreach (Match name in Code().Matches(cells[1]))
                {
                    rows.Add($"{library}.{name.Groups["name"].Value}", cells[2]);
                }
            }
        }

        return rows;
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Code();
}
