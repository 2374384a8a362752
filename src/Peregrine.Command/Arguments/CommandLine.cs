namespace Peregrine;

/// <summary>Reads a command line: options and words in any order, words alone after <c>--</c>.</summary>
internal static class CommandLine
{
    private const string EndOfOptions = "--";

    /// <summary>The plan. Pure: nothing is read but the arguments.</summary>
    /// <exception cref="UsageException">It can't be understood, or contradicts itself.</exception>
    internal static Plan Parse(params IReadOnlyList<string> arguments) => ParseAfter([], arguments);

    /// <summary>The plan, where some options were given before the command line.</summary>
    /// <exception cref="UsageException">It can't be understood, or contradicts itself.</exception>
    internal static Plan ParseAfter(IReadOnlyList<GivenOption> defaults, IReadOnlyList<string> arguments)
    {
        var plan = new Plan();
        var options = new GivenOptions(defaults);
        var words = new List<string>();
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            if (argument == EndOfOptions)
            {
                words.AddRange(left);
                break;
            }

            if (argument == "-")
            {
                plan = plan with { WantsStandardInput = true };
            }
            else if (!TryAdd(options, argument, left))
            {
                words.Add(argument);
            }
        }

        return PlanRules.Checked(WithWords(options.ApplyTo(plan), words, options.All));
    }

    /// <summary>Options without anything else.</summary>
    /// <exception cref="UsageException">One is none, or its value is wrong.</exception>
    internal static IReadOnlyList<GivenOption> ParseOptions(IReadOnlyList<string> arguments)
    {
        var options = new GivenOptions([]);
        var left = new Queue<string>(arguments);
        while (left.TryDequeue(out var argument))
        {
            if (argument is "-" or EndOfOptions || !TryAdd(options, argument, left))
            {
                throw new UsageException($"'{Shortened.Name(argument)}' is no option.");
            }
        }

        _ = options.ApplyTo(new Plan()); // What is wrong with a value is told here.
        return options.All;
    }

    private static bool TryAdd(GivenOptions options, string argument, Queue<string> left)
    {
        switch (argument)
        {
            case ['-', '-', .. var name]:
                options.AddNamed(name, left);
                return true;
            case ['-', .. var letters]:
                options.AddLetters(letters, left);
                return true;
            default:
                return false;
        }
    }

    private static Plan WithWords(Plan plan, List<string> words, IReadOnlyList<GivenOption> options)
    {
        var method = words is [var first, ..] ? MethodSyntax.Parse(first) : null;
        var rest = method is null ? words : words[1..];
        if (rest is not [var url, .. var items])
        {
            throw WordRules.NoUrl(method, options);
        }

        WordRules.Check(url, items);
        return plan with
        {
            WrittenMethod = method,
            Address = AddressSyntax.Parse(url, plan.DefaultScheme),
            Items = [.. items.Select(ItemSyntax.Parse)],
        };
    }
}
