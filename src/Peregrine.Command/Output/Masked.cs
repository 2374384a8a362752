namespace Peregrine;

/// <summary>
/// A value as the library would show it in a header of that name: <c>***</c> where the name speaks of a secret.
/// </summary>
internal static class Masked
{
    /// <summary>What is said where a program may take what is shown for the whole.</summary>
    internal const string Notice = "secrets are *** there; --show-secrets writes them";

    internal static string Value(string name, string value) => new Header(name, value).ToString()[(name.Length + 2)..];
}
