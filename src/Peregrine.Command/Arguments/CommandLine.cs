namespace Peregrine;

/// <summary>Reads a command line: options and words in any order, words alone after <c>--</c>.</summary>
internal static class CommandLine
{
    private const string EndOfOptions = "--";

    /// <summary>The plan. Pure: nothing is read but the arguments.</summary>
    /// <exception cref="UsageException">It can't be understood, or contradicts itself.</exception>
    internal static Plan Parse(params IReadOnlyList<string> arguments)
    {
        var plan = new Plan();
        var words = new List<string>();
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            if (argument == EndOfOptions)
            {
                words.AddRange(left);
                break;
            }

            plan = argument switch
            {
                "-" => plan with { WantsStandardInput = true },
                ['-', '-', .. var option] => WithOption(plan, option, left),
                ['-', .. var letters] => WithLetters(plan, letters, left),
                _ => WithWord(plan, words, argument),
            };
        }

        return PlanRules.Checked(WithWords(plan, words));
    }

    private static Plan WithWord(Plan plan, List<string> words, string word)
    {
        words.Add(word);
        return plan;
    }

    private static Plan WithOption(Plan plan, string text, Queue<string> left)
    {
        var parts = text.Split('=', 2);
        var option = CommandOptions.All.FirstOrDefault(one => one.Name == parts[0])
            ?? throw new UsageException(
                $"there is no option --{Shortened.Name(parts[0])}{OptionHints.ForName(parts[0])}.");
        if (option.Value is not null)
        {
            return option.Apply(plan, parts is [_, var value] ? value : Next(option, left));
        }

        return parts.Length == 1
            ? option.Apply(plan, "")
            : throw new UsageException($"--{option.Name} takes no value.");
    }

    // Letters may stand together, and the value of the last one with them: -fv, -ouser.json.
    private static Plan WithLetters(Plan plan, string letters, Queue<string> left)
    {
        for (var at = 0; at < letters.Length; at++)
        {
            var option = CommandOptions.All.FirstOrDefault(one => one.Letter == letters[at])
                ?? throw new UsageException(
                    $"there is no option -{PrintableText.Line(letters[at].ToString())}"
                    + $"{OptionHints.ForLetter(letters[at])}.");
            if (option.Value is not null)
            {
                return option.Apply(plan, at + 1 < letters.Length ? letters[(at + 1)..] : Next(option, left));
            }

            plan = option.Apply(plan, "");
        }

        return plan;
    }

    private static string Next(CommandOption option, Queue<string> left) => left.TryDequeue(out var value)
        ? value
        : throw new UsageException($"--{option.Name} needs its {option.Value}.");

    private static Plan WithWords(Plan plan, List<string> words)
    {
        var method = words is [var first, ..] ? MethodSyntax.Parse(first) : null;
        var rest = method is null ? words : words[1..];
        return rest is [var url, .. var items]
            ? plan with
            {
                WrittenMethod = method,
                Address = AddressSyntax.Parse(url),
                Items = [.. items.Select(ItemSyntax.Parse)],
            }
            : throw new UsageException(method is null ? "there is no URL." : $"{method} needs a URL.");
    }
}
