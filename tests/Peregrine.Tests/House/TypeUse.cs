namespace Peregrine;

/// <summary>A top-level type that names another one.</summary>
internal readonly record struct TypeUse(string Type, string Target);
