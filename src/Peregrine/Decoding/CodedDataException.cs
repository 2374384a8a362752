namespace Peregrine;

/// <summary>
/// Coded data is wrong, in words of ours that a message may show; it never leaves the library by itself.
/// </summary>
internal sealed class CodedDataException(string message) : IOException(message);
