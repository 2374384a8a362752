namespace Peregrine;

/// <summary>One link as the header has it: its target is not resolved yet.</summary>
/// <param name="Target">What stands between the angle brackets.</param>
/// <param name="Parameters">Its parameters, their names in lower case.</param>
internal readonly record struct LinkValue(string Target, IReadOnlyDictionary<string, string> Parameters);
