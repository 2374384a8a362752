namespace Peregrine;

/// <summary>Which sessions send through which clients of the factory.</summary>
internal sealed class RidingClients(IEnumerable<RidingClient> clients)
{
    private readonly ILookup<string, string> _sessions =
        clients.ToLookup(client => client.Client, client => client.Session, StringComparer.Ordinal);

    internal IEnumerable<string> SessionsOver(string client) => _sessions[client];
}
