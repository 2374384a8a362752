using System.Globalization;

namespace Peregrine.Bench;

/// <summary>What the command line says.</summary>
internal sealed record Settings
{
    // Two builds of one client differ by little. Their turns are short, so that what else the machine does falls on
    // both, and each build has two processes, because the compiler, which learns from the run, makes faster code in one
    // than in another.
    private static readonly Settings Comparing =
        new() { Rounds = 120, WholeRounds = 20, Seconds = 0.01, Warm = 4, Processes = 2 };

    /// <summary>How often each client has its turn, in each of its processes.</summary>
    internal int Rounds { get; private init; } = 15;

    /// <summary>The same, where a turn is a whole piece of work and not a length of time.</summary>
    internal int WholeRounds { get; private init; } = 15;

    /// <summary>How long a turn is, where it is a length of time.</summary>
    internal double Seconds { get; private init; } = 0.2;

    /// <summary>
    /// For how many seconds of processor time a client warms up: compiled in the last tier it is after five to eight.
    /// </summary>
    internal int Warm { get; private init; } = 8;

    /// <summary>How many processes each client has, one after the other.</summary>
    internal int Processes { get; private init; } = 1;

    /// <summary>The checkout whose build has its turns beside this one's; null where there is none.</summary>
    internal string? Against { get; private init; }

    internal string[] Clients { get; private init; } = [];

    internal string[] Scenarios { get; private init; } = [];

    internal static Settings Parse(string[] arguments)
    {
        var settings = arguments.Any(argument => argument.Split('=')[0] == "--against") ? Comparing : new Settings();
        var words = new Queue<string>(arguments);
        while (words.TryDequeue(out var word))
        {
            settings = settings.With(word, words);
        }

        return settings;
    }

    private Settings With(string word, Queue<string> rest)
    {
        var parts = word.Split('=', 2);
        var value = parts.Length > 1 ? parts[1] : "";
        return parts[0] switch
        {
            "--rounds" => this with { Rounds = Count(word, value), WholeRounds = Count(word, value) },
            "--seconds" => this with { Seconds = Duration(word, value) },
            "--warm" => this with { Warm = Count(word, value) },
            "--processes" => this with { Processes = Count(word, value) },
            "--clients" => this with { Clients = value.Split(',') },
            "--against" when parts.Length > 1 => this with { Against = Folder(value) },
            "--against" => this with { Against = Folder(rest.TryDequeue(out var next) ? next : "") },
            _ when word.StartsWith('-') => throw new UsageException($"There is no option {parts[0]}."),
            _ => this with { Scenarios = [.. Scenarios, word] },
        };
    }

    private static int Count(string word, string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new UsageException($"{word} needs a whole number above 0.");

    private static double Duration(string word, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            && seconds > 0
            ? seconds
            : throw new UsageException($"{word} needs a number of seconds above 0, such as 0.2.");

    private static string Folder(string value) =>
        value.Length > 0 && !value.StartsWith('-')
            ? value
            : throw new UsageException("--against needs the folder of another checkout of this repository.");
}
