namespace Peregrine;

/// <summary>Reads options, and keeps them until all are known: a later one may undo an earlier one.</summary>
internal sealed class GivenOptions
{
    private const string Undoing = "no-";
    private readonly List<GivenOption> _given;

    /// <param name="defaults">What was given before the command line.</param>
    internal GivenOptions(IReadOnlyList<GivenOption> defaults) => _given = [.. defaults];

    /// <summary>Those that count, in their order.</summary>
    internal IReadOnlyList<GivenOption> All => _given;

    /// <summary>The plan with all of them.</summary>
    /// <exception cref="UsageException">A value is wrong, or two exclude each other.</exception>
    internal Plan ApplyTo(Plan plan) =>
        _given.Aggregate(plan, (so, one) => one.Option.Apply(so, one.Value));

    /// <summary>Adds <c>--name</c> or <c>--name=value</c>, the hyphens left out.</summary>
    /// <exception cref="UsageException">There is no such option, or its value is missing.</exception>
    internal void AddNamed(string text, Queue<string> left)
    {
        var parts = text.Split('=', 2);
        var option = Named(parts[0]);
        var undone = option is null && parts[0].StartsWith(Undoing, StringComparison.Ordinal)
            ? Named(parts[0][Undoing.Length..])
            : null;
        if ((option ?? undone) is not { } known)
        {
            throw new UsageException(
                $"there is no option --{Shortened.Name(parts[0])}{OptionHints.ForName(parts[0])}.");
        }

        if (option?.Value is not null)
        {
            _given.Add(parts is [_, var value] ? new GivenOption(option, value) : Next(option, left));
        }
        else if (parts.Length > 1)
        {
            throw new UsageException($"--{parts[0]} takes no value.");
        }
        else if (undone is not null)
        {
            _given.RemoveAll(one => one.Option.Name == undone.Name);
        }
        else
        {
            _given.Add(new GivenOption(known, ""));
        }
    }

    /// <summary>
    /// Adds letters, the hyphen left out. They may stand together, and the value of the last one with them: -fv,
    /// -ouser.json.
    /// </summary>
    /// <exception cref="UsageException">There is no such option, or its value is missing.</exception>
    internal void AddLetters(string letters, Queue<string> left)
    {
        for (var at = 0; at < letters.Length; at++)
        {
            var option = CommandOptions.All.FirstOrDefault(one => one.Letter == letters[at])
                ?? throw new UsageException(
                    $"there is no option -{PrintableText.Line(letters[at].ToString())}"
                    + $"{OptionHints.ForLetter(letters[at])}.");
            if (option.Value is not null)
            {
                _given.Add(
                    at + 1 < letters.Length ? new GivenOption(option, letters[(at + 1)..]) : Next(option, left));
                return;
            }

            _given.Add(new GivenOption(option, ""));
        }
    }

    private static CommandOption? Named(string name) => CommandOptions.All.FirstOrDefault(one => one.Name == name);

    private static GivenOption Next(CommandOption option, Queue<string> left) => left.TryDequeue(out var value)
        ? new GivenOption(option, value, TookWord: true)
        : throw new UsageException($"--{option.Name} needs its {option.Value}.");
}
