namespace Peregrine;

/// <summary>A line of help: what is written, and what that does.</summary>
/// <param name="Term">What is written.</param>
/// <param name="Text">What it does.</param>
/// <param name="Details">What else is to be known, told where there is room; or an empty text.</param>
internal sealed record HelpEntry(string Term, string Text, string Details = "")
{
    /// <summary>The entry of an option.</summary>
    internal static HelpEntry Of(CommandOption option) => new(TermOf(option), option.Help, DetailsOf(option));

    /// <summary>An option as it is written: its letter, its name, and what its value is called.</summary>
    internal static string TermOf(CommandOption option) =>
        (option.Letter is { } letter ? $"-{letter}, " : "    ")
        + $"--{option.Name}{(option.Value is { } value ? $" {value}" : "")}";

    private static string DetailsOf(CommandOption option) => option.Choices.Count == 0
        ? option.Details
        : $"{option.Value} is one of {string.Join(", ", option.Choices)}. {option.Details}".TrimEnd();
}
