namespace Peregrine.Bench;

/// <summary>The command line asks for what can't be done; the message says what and why.</summary>
internal sealed class UsageException(string message) : Exception(message);
