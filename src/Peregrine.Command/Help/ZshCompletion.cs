using System.Text;

namespace Peregrine;

/// <summary>The script for zsh.</summary>
internal static class ZshCompletion
{
    private const string Frame = """
        #compdef peregrine
        # zsh completion of peregrine: source <(peregrine completion zsh), after compinit; or _peregrine in fpath.
        _peregrine() {
          local -a options
          options=(
        @OPTIONS@  )
          case $words[2] in
            help) (( CURRENT == 3 )) && { compadd -- @TOPICS@; return } ;;
            completion) (( CURRENT == 3 )) && { compadd -- @SHELLS@; return } ;;
          esac
          _arguments -s -S $options '1: :_peregrine_first' '*: :_peregrine_item'
        }

        _peregrine_first() {
          _peregrine_item || compadd -- @FIRST@
        }

        # Files after an @: the body, a file of a form, or the text of a field.
        _peregrine_item() {
          compset -P 1 '*@' && _files
        }

        if [[ $funcstack[1] == _peregrine ]]; then
          _peregrine "$@"
        else
          compdef _peregrine peregrine
        fi

        """;

    internal static string Script()
    {
        var options = new StringBuilder();
        options.Append("    '--help[all help there is]'\n    '--version[which one this is]'\n");
        foreach (var option in CommandOptions.All)
        {
            foreach (var written in Completion.WrittenOf(option))
            {
                options.Append("    ").Append(Quoted($"*{written}{TakesValue(option, written)}[{Plain(option.Help)}]"
                    + ValueOf(option))).Append('\n');
            }
        }

        return Frame
            .Replace("@OPTIONS@", options.ToString(), StringComparison.Ordinal)
            .Replace("@TOPICS@", string.Join(' ', Completion.HelpTopics.Concat(
                CommandOptions.All.Select(option => $"--{option.Name}"))), StringComparison.Ordinal)
            .Replace("@SHELLS@", string.Join(' ', Completion.Shells), StringComparison.Ordinal)
            .Replace("@FIRST@", string.Join(' ', Completion.FirstWords), StringComparison.Ordinal);
    }

    // A value is the next word, or in the same word: after = where the option is a long one.
    private static string TakesValue(CommandOption option, string written) =>
        option.Value is null ? "" : written.StartsWith("--", StringComparison.Ordinal) ? "=" : "+";

    private static string ValueOf(CommandOption option) => option.Value is null ? ""
        : $":{Plain(option.Value).Replace(":", @"\:", StringComparison.Ordinal)}:"
            + (Completion.ChoicesOf(option) is { Count: > 0 } choices ? $"({string.Join(' ', choices)})"
                : Completion.NamesFile(option) ? "_files"
                : "");

    // Brackets end the description, and a colon what an option takes.
    private static string Plain(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal)
        .Replace("[", @"\[", StringComparison.Ordinal).Replace("]", @"\]", StringComparison.Ordinal);

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
