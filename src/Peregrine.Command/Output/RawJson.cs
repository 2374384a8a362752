using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>JSON for scripts: a text without its quotes, and a list of texts one a line, as <c>jq -r</c>.</summary>
internal static class RawJson
{
    /// <summary>The lines, or null when it is something else.</summary>
    internal static string? LinesOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.String)
        {
            return root.GetString() + "\n";
        }

        if (root.ValueKind != JsonValueKind.Array
            || root.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
        {
            return null;
        }

        var lines = new StringBuilder();
        foreach (var item in root.EnumerateArray())
        {
            lines.Append(item.GetString()).Append('\n');
        }

        return lines.ToString();
    }
}
