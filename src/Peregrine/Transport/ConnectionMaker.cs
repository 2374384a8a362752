namespace Peregrine;

/// <summary>
/// Makes the connections of a pool: a wire is dialed, and then the protocol is spoken on it that both sides agreed on.
/// </summary>
internal sealed class ConnectionMaker(DialOptions dialing, TimeProvider time)
{
    internal async ValueTask<PooledConnection> ConnectAsync(
        PoolKey key, ILease lease, Protocols wanted, Request request, SendContext call)
    {
        var wire = await Dialer.ConnectAsync(key, dialing, time, wanted, request, call).ConfigureAwait(false);
        return wire.Protocol == Protocols.Http2
            ? Http2Connection.Start(key, wire, lease)
            : new Http1Connection(key, wire, lease);
    }
}
