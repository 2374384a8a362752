namespace Peregrine;

/// <summary>
/// Makes the connections of a pool: a wire is dialed, and then the protocol is spoken on it that both sides agreed on.
/// </summary>
internal sealed class ConnectionMaker(DialOptions dialing, HeadLimit headLimit, TimeProvider time)
{
    internal async ValueTask<PooledConnection> ConnectAsync(
        Route route, ILease lease, Protocols wanted, Request request, SendContext call)
    {
        var wire = await Dialer.ConnectAsync(route, dialing, time, wanted, request, call).ConfigureAwait(false);
        return wire.Protocol == Protocols.Http2
            ? Http2Connection.Start(route, wire, lease, headLimit)
            : new Http1Connection(route, wire, lease, headLimit);
    }
}
