namespace Peregrine;

/// <summary>The session's <see cref="AddressRules"/> forbid the connection. It never leaves the transport.</summary>
internal sealed class AddressRefusedException(string reason) : IOException(reason);
