namespace Peregrine;

/// <summary>An option that was given.</summary>
/// <param name="Option">Which one.</param>
/// <param name="Value">Its value, or an empty text when it takes none.</param>
/// <param name="TookWord">Whether the value was the next word of the line.</param>
internal sealed record GivenOption(CommandOption Option, string Value, bool TookWord = false)
{
    private static readonly string[] Places = ["URL", "FILE", "PATH", "HOST"];

    /// <summary>
    /// Whether its value may have been meant as the URL of the call: it is no secret, and looks like one.
    /// </summary>
    internal bool MayHaveTakenUrl => TookWord && Value.AsSpan().ContainsAny('.', ':', '/')
        && Places.Any(place => Option.Value!.Contains(place, StringComparison.Ordinal));

    /// <summary>Its name; the value may be a secret.</summary>
    public override string ToString() => $"--{Option.Name}";
}
