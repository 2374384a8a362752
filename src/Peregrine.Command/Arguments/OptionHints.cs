namespace Peregrine;

/// <summary>What a user may have meant by an option that there is not.</summary>
internal static class OptionHints
{
    private const int MostChanges = 2;
    private const int MostNames = 3;

    /// <summary>What follows "there is no option --name".</summary>
    internal static string ForName(string name)
    {
        if (OtherPrograms.ForName(name) is { } other)
        {
            return other;
        }

        if (name.Length > 1 && Beginning(name) is { Count: > 0 and <= MostNames } begun)
        {
            return $"; perhaps {string.Join(" or ", begun)} is meant";
        }

        var nearest = CommandOptions.All.MinBy(option => Distance(name, option.Name))!;
        return Distance(name, nearest.Name) <= MostChanges ? $"; perhaps --{nearest.Name} is meant" : "";
    }

    /// <summary>What follows "there is no option -l".</summary>
    internal static string ForLetter(char letter) =>
        OtherPrograms.ForLetter(letter) ?? (CommandOptions.All.FirstOrDefault(
            option => option.Letter is { } other && char.ToUpperInvariant(other) == char.ToUpperInvariant(letter))
            is { } near ? $"; -{near.Letter} is --{near.Name}" : "");

    // What was typed may be all that the user remembers.
    private static List<string> Beginning(string name) =>
    [
        .. CommandOptions.All.Where(option => option.Name.StartsWith(name, StringComparison.Ordinal))
            .Select(option => $"--{option.Name}"),
    ];

    // How many letters have to be changed, added, taken out or swapped with their neighbour.
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1][];
        for (var i = 0; i <= one.Length; i++)
        {
            rows[i] = new int[other.Length + 1];
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i][j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1,
                    rows[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    rows[i][j] = Math.Min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }

        return rows[one.Length][other.Length];
    }
}
