namespace Peregrine;

/// <summary>An option of a line of curl, or its URL.</summary>
/// <param name="Name">The long name; <c>url</c> for a word that is no option.</param>
/// <param name="Value">Its value; an empty text where it takes none.</param>
internal readonly record struct CurlArgument(string Name, string Value)
{
    /// <summary>The name: the value may be a secret.</summary>
    public override string ToString() => $"--{Name}";
}
