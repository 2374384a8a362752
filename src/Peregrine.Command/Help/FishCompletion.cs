using System.Text;

namespace Peregrine;

/// <summary>The script for fish.</summary>
internal static class FishCompletion
{
    private const string Frame = """
        # fish completion of peregrine: peregrine completion fish | source
        function __peregrine_is_first
            test (count (commandline -opc)) -eq 1
        end

        function __peregrine_follows
            set -l words (commandline -opc)
            test (count $words) -eq 2; and test $words[2] = $argv[1]
        end

        # Files after an @: the body, a file of a form, or the text of a field.
        function __peregrine_files
            set -l word (commandline -ct)
            string match -q '*@*' -- $word; or return
            set -l parts (string split -m 1 @ -- $word)
            for path in (complete -C "__peregrine_any $parts[2]")
                printf '%s@%s\n' $parts[1] $path
            end
        end

        complete -c peregrine -f
        complete -c peregrine -a '(__peregrine_files)'

        """;

    internal static string Script()
    {
        var text = new StringBuilder(Frame);
        AddWords(text, "__peregrine_is_first", Completion.FirstWords);
        AddWords(text, "__peregrine_follows help", Completion.HelpTopics.Concat(
            CommandOptions.All.Select(option => $"--{option.Name}")));
        AddWords(text, "__peregrine_follows completion", Completion.Shells);
        text.Append("complete -c peregrine -l help -d 'all help there is'\n");
        text.Append("complete -c peregrine -l version -d 'which one this is'\n");
        foreach (var option in CommandOptions.All)
        {
            Add(text, option);
        }

        return text.ToString();
    }

    private static void AddWords(StringBuilder text, string condition, IEnumerable<string> words) =>
        text.Append("complete -c peregrine -n '").Append(condition).Append("' -a '")
            .Append(string.Join(' ', words)).Append("'\n");

    private static void Add(StringBuilder text, CommandOption option)
    {
        text.Append("complete -c peregrine");
        if (option.Letter is { } letter)
        {
            text.Append(" -s ").Append(letter);
        }

        text.Append(" -l ").Append(option.Name);
        if (Completion.ChoicesOf(option) is { Count: > 0 } choices)
        {
            text.Append(" -x -a '").Append(string.Join(' ', choices)).Append('\'');
        }
        else if (option.Value is not null)
        {
            text.Append(Completion.NamesFile(option) ? " -r -F" : " -x");
        }

        text.Append(" -d '").Append(option.Help.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("'", @"\'", StringComparison.Ordinal)).Append("'\n");
    }
}
