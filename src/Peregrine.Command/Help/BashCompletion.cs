using System.Text;

namespace Peregrine;

/// <summary>The script for bash. It needs nothing of the package bash-completion.</summary>
internal static class BashCompletion
{
    // Readline parts words at = : and @ as well: the word is read from the line, and what it has parted is taken off.
    private const string Frame = """
        # bash completion of peregrine: eval "$(peregrine completion bash)"
        _peregrine() {
          local line=${COMP_LINE:0:COMP_POINT} words word before command i
          read -ra words <<<"$line"
          [[ $line == *[[:space:]] ]] && words+=("")
          word=${words[-1]} before=${words[-2]} command=${words[1]}
          COMPREPLY=()

          if ((${#words[@]} == 3)); then
            case $command in
              help) _peregrine_words "@TOPICS@ @OPTIONS@" "$word" && return ;;
              completion) _peregrine_words "@SHELLS@" "$word" && return ;;
            esac
          fi

          if [[ $word == --*=* ]]; then
            _peregrine_value "${word%%=*}" "${word%%=*}=" "${word#*=}" && return
          elif [[ $word == -* ]]; then
            _peregrine_words "@OPTIONS@" "$word" && return
          elif [[ $before == -* ]]; then
            _peregrine_value "$before" "" "$word" && return
          fi

          if [[ $word == *@* ]]; then
            _peregrine_files "${word%%@*}@" "${word#*@}"
          elif ((${#words[@]} == 2)); then
            _peregrine_words "@FIRST@" "$word"
          fi
        }

        # What of the word readline completes: it has parted the rest from it.
        _peregrine_parted() {
          local word=$1
          printf %s "${word%"${word##*["$COMP_WORDBREAKS"]}"}"
        }

        _peregrine_words() {
          local parted
          parted=$(_peregrine_parted "$2")
          mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
          COMPREPLY=("${COMPREPLY[@]#"$parted"}")
        }

        _peregrine_files() {
          local parted
          parted=$(_peregrine_parted "$1$2")
          mapfile -t COMPREPLY < <(compgen -f -- "$2")
          COMPREPLY=("${COMPREPLY[@]/#/"$1"}")
          COMPREPLY=("${COMPREPLY[@]#"$parted"}")
          compopt -o filenames
        }

        # The values of an option; fails where it takes none.
        _peregrine_value() {
          case $1 in
        @VALUES@    *) return 1 ;;
          esac
        }

        _peregrine_choices() {
          local parted
          parted=$(_peregrine_parted "$1$3")
          mapfile -t COMPREPLY < <(compgen -P "$1" -W "$2" -- "$3")
          COMPREPLY=("${COMPREPLY[@]#"$parted"}")
        }

        complete -F _peregrine peregrine

        """;

    internal static string Script()
    {
        var values = new StringBuilder();
        foreach (var option in CommandOptions.All.Where(option => option.Value is not null))
        {
            values.Append("    ").Append(string.Join(" | ", Completion.WrittenOf(option))).Append(") ")
                .Append(ValueOf(option)).Append(" ;;\n");
        }

        return Frame
            .Replace("@TOPICS@", string.Join(' ', Completion.HelpTopics), StringComparison.Ordinal)
            .Replace("@OPTIONS@", string.Join(' ', Completion.Written), StringComparison.Ordinal)
            .Replace("@SHELLS@", string.Join(' ', Completion.Shells), StringComparison.Ordinal)
            .Replace("@FIRST@", string.Join(' ', Completion.FirstWords), StringComparison.Ordinal)
            .Replace("@VALUES@", values.ToString(), StringComparison.Ordinal);
    }

    private static string ValueOf(CommandOption option) =>
        Completion.ChoicesOf(option) is { Count: > 0 } choices
            ? $"_peregrine_choices \"$2\" \"{string.Join(' ', choices)}\" \"$3\""
        : Completion.NamesFile(option) ? "_peregrine_files \"$2\" \"$3\""
        : "return 0";
}
