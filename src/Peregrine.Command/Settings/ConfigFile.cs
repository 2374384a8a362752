using System.Text.Json;

namespace Peregrine;

/// <summary>
/// The user's own defaults: <c>{"default_options": ["--form", "--timeout=10"]}</c> in <c>config.json</c>.
/// </summary>
internal static class ConfigFile
{
    private const string Member = "default_options";

    // HTTPie writes them, and its users bring the file along.
    private static readonly string[] Ignored =
        ["__meta__", "disable_update_warnings", "version_info_file", "plugins_dir", "developer_mode"];

    /// <summary>The options that are given before the command line.</summary>
    /// <exception cref="UsageException">The file can't be read, or holds something else.</exception>
    internal static IReadOnlyList<GivenOption> Read(Func<string, string?> variable)
    {
        var path = Path.Combine(ConfigFolder.Path(variable), "config.json");
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return CommandLine.ParseOptions(OptionsIn(json.RootElement));
        }
        catch (JsonException broken)
        {
            var line = broken.LineNumber is { } number ? $" (line {number + 1})" : "";
            throw new UsageException($"{PrintableText.Line(path)}: it is no JSON{line}.");
        }
        catch (Exception wrong) when (wrong is UsageException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{PrintableText.Line(path)}: {FailureLine.Of(wrong)}");
        }
    }

    private static List<string> OptionsIn(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new UsageException("it is no JSON object.");
        }

        var options = new List<string>();
        foreach (var member in root.EnumerateObject().Where(member => !Ignored.Contains(member.Name)))
        {
            if (member.Name != Member)
            {
                throw new UsageException($"there is no setting '{Shortened.Name(member.Name)}'; {Member} is one.");
            }

            if (member.Value.ValueKind != JsonValueKind.Array
                || member.Value.EnumerateArray().Any(option => option.ValueKind != JsonValueKind.String))
            {
                throw new UsageException($"{Member} is a list of texts: [\"--form\", \"--timeout=10\"].");
            }

            options.AddRange(member.Value.EnumerateArray().Select(option => option.GetString()!));
        }

        return options;
    }
}
