namespace Peregrine;

/// <summary>
/// A value as the library would show it in a header of that name: <c>***</c> where the name speaks of a secret.
/// </summary>
internal static class Masked
{
    internal static string Value(string name, string value) => new Header(name, value).ToString()[(name.Length + 2)..];
}
