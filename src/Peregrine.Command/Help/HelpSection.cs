namespace Peregrine;

/// <summary>A part of the help, the manual, and of docs/cli.md.</summary>
/// <param name="Title">The title, in capitals; <c>help TITLE</c> shows it.</param>
/// <param name="Entries">What can be written.</param>
/// <param name="Text">What is to be known besides: paragraphs, with an empty line between them.</param>
internal sealed record HelpSection(string Title, IReadOnlyList<HelpEntry> Entries, string Text = "")
{
    /// <summary>The word that asks for it: <c>help exit-codes</c>.</summary>
    internal string Word => Title.ToLowerInvariant().Replace(' ', '-');

    /// <summary>The section of a topic of options.</summary>
    internal static HelpSection Of(OptionTopic topic) =>
        new(topic.Title, [.. topic.Options.Select(HelpEntry.Of)], topic.Text);
}
