using System.Text;

namespace Peregrine;

/// <summary>The script for PowerShell.</summary>
internal static class PwshCompletion
{
    private const string Frame = """
        # PowerShell completion of peregrine: peregrine completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName peregrine -ScriptBlock {
            param($word, $line, $position)
            $options = [ordered]@{
        @OPTIONS@    }
            $values = @{
        @VALUES@    }
            $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } |
                ForEach-Object { $_.ToString() })
            $before = $words[-1]
            $found = if ($words.Count -eq 2 -and $before -eq 'help') { @TOPICS@ }
                elseif ($words.Count -eq 2 -and $before -eq 'completion') { @SHELLS@ }
                elseif ($values.Contains($before)) { $values[$before] }
                elseif ($word -like '-*') { $options.Keys }
                elseif ($word -like '*@*') {
                    $name, $path = $word -split '@', 2
                    Get-ChildItem -Path "$path*" -Name -ErrorAction Ignore | ForEach-Object {
                        "$name@" + (Join-Path (Split-Path "$path." -Parent) $_)
                    }
                }
                elseif ($words.Count -eq 1) { @FIRST@ }
            $found | Where-Object { $_ -like "$word*" } | ForEach-Object {
                $about = if ($options.Contains($_)) { $options[$_] } else { $_ }
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $about)
            }
        }

        """;

    internal static string Script()
    {
        var options = new StringBuilder("        '--help' = 'all help there is'\n");
        options.Append("        '--version' = 'which one this is'\n");
        var values = new StringBuilder();
        foreach (var option in CommandOptions.All)
        {
            Add(options, option, Quoted(option.Help));
            if (Completion.ChoicesOf(option) is { Count: > 0 } choices)
            {
                Add(values, option, List(choices));
            }
        }

        return Frame
            .Replace("@OPTIONS@", options.ToString(), StringComparison.Ordinal)
            .Replace("@VALUES@", values.ToString(), StringComparison.Ordinal)
            .Replace("@TOPICS@", List(Completion.HelpTopics.Concat(
                CommandOptions.All.Select(option => $"--{option.Name}"))), StringComparison.Ordinal)
            .Replace("@SHELLS@", List(Completion.Shells), StringComparison.Ordinal)
            .Replace("@FIRST@", List(Completion.FirstWords), StringComparison.Ordinal);
    }

    private static void Add(StringBuilder table, CommandOption option, string value) =>
        table.Append("        '--").Append(option.Name).Append("' = ").Append(value).Append('\n');

    private static string List(IEnumerable<string> words) => string.Join(", ", words.Select(Quoted));

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
