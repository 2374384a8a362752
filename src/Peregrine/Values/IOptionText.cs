namespace Peregrine;

/// <summary>An option that configuration can write as one text, and that reads it itself. Pure.</summary>
/// <typeparam name="TSelf">The type of the option.</typeparam>
internal interface IOptionText<TSelf>
    where TSelf : IOptionText<TSelf>
{
    /// <summary>The option that a text means. No white space stands around the text.</summary>
    /// <exception cref="FormatException">The text is no such option. The message does not show it, as it may be a
    /// secret.</exception>
    /// <exception cref="ArgumentException">The option can't be used.</exception>
    static abstract TSelf FromText(string text);
}
