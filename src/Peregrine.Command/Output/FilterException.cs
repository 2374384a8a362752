namespace Peregrine;

/// <summary>A filter could not be used on a body. The message is for the user.</summary>
internal sealed class FilterException(string message) : Exception(message);
