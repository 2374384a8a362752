namespace Peregrine;

/// <summary>Options for what is kept from one call to the next.</summary>
internal static class SessionOptions
{
    internal static OptionTopic Topic { get; } = new("SESSION", []);
}
