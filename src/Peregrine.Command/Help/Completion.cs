namespace Peregrine;

/// <summary>Scripts by which a shell completes a command line of <c>peregrine</c>.</summary>
internal static class Completion
{
    /// <summary>The shells.</summary>
    internal static IReadOnlyList<string> Shells => ["bash", "zsh", "fish", "pwsh"];

    /// <summary>What the first word of the line can be, besides a URL.</summary>
    internal static IReadOnlyList<string> FirstWords =>
        ["help", "man", "completion", "tour", "GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE"];

    /// <summary>The script for a shell, or null for a shell that is not among them.</summary>
    internal static string? ScriptFor(string shell) => shell switch
    {
        "bash" => BashCompletion.Script(),
        "zsh" => ZshCompletion.Script(),
        "fish" => FishCompletion.Script(),
        "pwsh" => PwshCompletion.Script(),
        _ => null,
    };

    /// <summary>Whether the value of an option is the name of a file or of a folder.</summary>
    internal static bool NamesFile(CommandOption option) => option.Value is { } value
        && (value.Contains("FILE", StringComparison.Ordinal) || value.Contains("DIR", StringComparison.Ordinal)
            || value.Contains("PATH", StringComparison.Ordinal));

    /// <summary>
    /// The values that an option can have: those of the table, or what its value is called, as in <c>1.1|2|3</c>; a
    /// word with a capital stands for something.
    /// </summary>
    internal static IReadOnlyList<string> ChoicesOf(CommandOption option) =>
        option.Choices.Count > 0 ? option.Choices
        : option.Value is { } value && value.Contains('|', StringComparison.Ordinal) && !NamesFile(option)
            ? [.. value.Split('|').Where(word => !word.Any(char.IsAsciiLetterUpper))]
        : [];

    /// <summary>What <c>help</c> takes.</summary>
    internal static IEnumerable<string> HelpTopics => HelpSections.All.Select(section => section.Word);

    /// <summary>The options as they are written, letters too.</summary>
    internal static IEnumerable<string> Written => ["--help", "--version", .. CommandOptions.All.SelectMany(WrittenOf)];

    /// <summary>An option as it is written.</summary>
    internal static IEnumerable<string> WrittenOf(CommandOption option) =>
        option.Letter is { } letter ? [$"-{letter}", $"--{option.Name}"] : [$"--{option.Name}"];
}
