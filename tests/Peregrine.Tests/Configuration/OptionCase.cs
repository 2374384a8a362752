namespace Peregrine;

/// <summary>
/// One option of a session in configuration: what stands there, and how it is seen in the options that were bound.
/// </summary>
internal sealed record OptionCase(string Json, Func<HttpSessionOptions, object?> Seen, object? Expected);
