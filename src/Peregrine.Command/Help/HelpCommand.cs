using System.Reflection;

namespace Peregrine;

/// <summary>What tells of the command itself: help, the manual, completion, the version.</summary>
internal static class HelpCommand
{
    /// <summary>Does what the arguments ask for, when that is about the command itself; else null.</summary>
    internal static ExitCode? Run(string[] arguments) => arguments switch
    {
        [] or ["-h"] => Show(HelpText.Short()),
        ["--help"] or ["help"] => Show(HelpText.Whole()),
        ["help", var topic] => ShowTopic(topic),
        ["help", ..] => Usage.Refuse("help takes one topic, or none."),
        ["man"] => Show(ManPage.Text(Version())),
        ["completion", .. var shells] => ShowCompletion(shells),
        ["--version"] => ShowVersion(),
        _ when IsAskedFor(arguments) => Show(HelpText.Whole()),
        _ => null,
    };

    // The first three numbers, as the packages have them.
    internal static string Version() => typeof(HelpCommand).Assembly.GetName().Version!.ToString(3);

    /// <summary>The commit that it was built from, or null when that is not known.</summary>
    internal static string? Commit()
    {
        const int shortened = 9;
        var text = typeof(HelpCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion;
        return text?.Split('+') is [_, { Length: >= shortened } commit] ? commit[..shortened] : null;
    }

    // After -- all are words.
    private static bool IsAskedFor(string[] arguments)
    {
        var end = Array.IndexOf(arguments, "--");
        return Array.IndexOf(arguments, "--help", 0, end < 0 ? arguments.Length : end) >= 0;
    }

    private static ExitCode ShowVersion() =>
        Show($"peregrine {Version()}{(Commit() is { } commit ? $" ({commit})" : "")}\n");

    private static ExitCode ShowTopic(string topic) => HelpText.Of(topic) is { } text
        ? Show(text)
        : Usage.Refuse(
            $"there is no help of '{Shortened.Name(topic)}'; there is help of each option, and of "
            + $"{HelpText.Topics()}.");

    private static ExitCode ShowCompletion(string[] shells) =>
        shells is [var shell] && Completion.ScriptFor(shell) is { } script
            ? Show(script)
            : Usage.Refuse($"completion is for one of {string.Join(", ", Completion.Shells)}.");

    private static ExitCode Show(string text)
    {
        Screen.Output.Block(new InkedText(text));
        return ExitCode.Success;
    }
}
