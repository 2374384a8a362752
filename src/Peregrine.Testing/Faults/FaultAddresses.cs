using System.Net;

namespace Peregrine;

/// <summary>Where a proxy listens, so that the host of its URL can stay that of the server.</summary>
internal static class FaultAddresses
{
    /// <exception cref="ArgumentException">It can't.</exception>
    public static IPAddress[] Of(Uri server)
    {
        if (!server.IsAbsoluteUri || server.Host.Length == 0 || server.Port <= 0)
        {
            throw new ArgumentException("The URL of the server has a scheme, a host and a port.", nameof(server));
        }

        if (!IPAddress.TryParse(server.DnsSafeHost, out var address))
        {
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        }

        return IPAddress.IsLoopback(address)
            ? [address]
            : throw new ArgumentException(
                $"{address} is not of the loopback interface: no proxy here can stand at that address. Give the server "
                + "a name, and have the client resolve it to the proxy's EndPoint.",
                nameof(server));
    }
}
