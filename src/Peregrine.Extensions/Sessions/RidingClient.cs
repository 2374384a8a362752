namespace Peregrine;

/// <summary>That a session sends through a client of the factory.</summary>
internal sealed record RidingClient(string Session, string Client);
