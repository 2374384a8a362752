namespace Peregrine;

/// <summary>Options that belong together, as help and manual show them.</summary>
/// <param name="Title">The title, in capitals; <c>help TITLE</c> shows it.</param>
/// <param name="Options">The options, in the order in which they are shown.</param>
/// <param name="Text">What is to be known besides the options, or an empty text.</param>
internal sealed record OptionTopic(string Title, IReadOnlyList<CommandOption> Options, string Text = "");
