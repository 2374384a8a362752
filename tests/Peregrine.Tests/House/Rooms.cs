using System.Globalization;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>The rooms of the core and their levels, as <c>docs/ARCHITECTURE.md</c> has them.</summary>
internal static partial class Rooms
{
    internal const string Root = "src/Peregrine";
    internal const string Page = "docs/ARCHITECTURE.md";

    /// <summary>The name of the files that are in no folder.</summary>
    internal const string Face = "./";

    /// <summary>Which level a room has, in the order of the page; the name of a room ends in a slash.</summary>
    internal static OrderedDictionary<string, int> Levels { get; } = new(
        Row().Matches(File.ReadAllText(Repository.At(Page)))
            .Select(row => KeyValuePair.Create(row.Groups["room"].Value, LevelOf(row))),
        StringComparer.Ordinal);

    /// <summary>The room of each top-level type.</summary>
    internal static ILookup<string, string> OfTypes { get; } = Repository.Sources(Root)
        .Select(file => (Type: TypeOf(file), Room: RoomOf(file)))
        .Distinct()
        .ToLookup(one => one.Type, one => one.Room, StringComparer.Ordinal);

    /// <summary>The top-level type that a file is named for.</summary>
    internal static string TypeOf(string file) => Path.GetFileName(file).Split('.')[0];

    internal static string RoomOf(string file) =>
        Path.GetRelativePath(Root, Path.GetDirectoryName(file)!) is var folder && folder == "." ? Face : folder + '/';

    private static int LevelOf(Match row) => int.Parse(row.Groups["level"].Value, CultureInfo.InvariantCulture);

    // | 1 | `Values/` | How …
    [GeneratedRegex(@"^\| (?<level>\d+) \| `(?<room>[A-Za-z0-9./]+/)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
