namespace Peregrine;

/// <summary>
/// The options of a call: the one table from which they are read, and help, manual and completion made.
/// </summary>
internal static class CommandOptions
{
    internal static IReadOnlyList<OptionTopic> Topics { get; } =
    [
        BodyOptions.Topic, OutputOptions.Topic, LoginOptions.Topic, SessionOptions.Topic, CallOptions.Topic,
        ConnectionOptions.Topic, TranslationOptions.Topic,
    ];

    internal static IReadOnlyList<CommandOption> All { get; } = [.. Topics.SelectMany(topic => topic.Options)];
}
