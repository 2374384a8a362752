namespace Peregrine;

/// <summary>An option that was given.</summary>
/// <param name="Option">Which one.</param>
/// <param name="Value">Its value, or an empty text when it takes none.</param>
internal sealed record GivenOption(CommandOption Option, string Value)
{
    /// <summary>Its name; the value may be a secret.</summary>
    public override string ToString() => $"--{Option.Name}";
}
