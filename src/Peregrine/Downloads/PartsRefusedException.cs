namespace Peregrine;

/// <summary>The server gives no parts after all; it never leaves the download.</summary>
internal sealed class PartsRefusedException() : Exception("The server gives no parts of this file.");
