namespace Peregrine;

/// <summary>What a user may have meant by an option that there is not.</summary>
internal static class OptionHints
{
    private const int MostChanges = 2;

    private static readonly Dictionary<char, string> OfCurl = new()
    {
        ['X'] = "the method is a word before the URL: peregrine PUT URL",
        ['H'] = "a header is written Name:value",
        ['d'] = "fields are written name=value, and --raw TEXT is a body",
        ['F'] = "fields are written name=value, files name@FILE",
        ['G'] = "parameters are written name==value",
        ['L'] = "redirects are followed unless --no-follow is there",
        ['k'] = "that is --insecure",
        ['u'] = "that is -a USER:PASSWORD",
        ['s'] = "nothing has to be silenced",
        ['S'] = "failures are always told",
        ['i'] = "the head is shown on a terminal; -v tells it in a pipe too",
        ['m'] = "that is --max-time SECONDS",
        ['T'] = "a file is the body as @FILE: peregrine PUT URL @FILE",
        ['O'] = "that is -o FILE",
    };

    /// <summary>What follows "there is no option --name".</summary>
    internal static string ForName(string name)
    {
        var nearest = CommandOptions.All.MinBy(option => Distance(name, option.Name))!;
        return Distance(name, nearest.Name) <= MostChanges ? $"; perhaps --{nearest.Name} is meant" : "";
    }

    /// <summary>What follows "there is no option -l".</summary>
    internal static string ForLetter(char letter) =>
        OfCurl.TryGetValue(letter, out var hint) ? $" (curl's): {hint}" : "";

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
