using System.Diagnostics.CodeAnalysis;

namespace Peregrine;

/// <summary>The command line can't be carried out as it stands. The message says why, and nothing was sent.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the program.")]
internal sealed class UsageException(string message) : Exception(message);
