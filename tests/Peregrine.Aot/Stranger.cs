namespace Peregrine;

/// <summary>A type that no contract describes.</summary>
internal sealed record Stranger(string Login);
