using System.Collections.Concurrent;
using System.Net;
using System.Net.Quic;

namespace Peregrine;

/// <summary>
/// HTTP/3 (RFC 9114) through the platform's handler, where the system has QUIC. The handler makes its connections
/// itself, so what our dialer does can't be had there, and what would need it is refused.
/// </summary>
internal sealed class Http3Transport(DialOptions dialing, HeadLimit headLimit) : IDisposable
{
    private readonly ConcurrentDictionary<Route, (SocketsHttpHandler Handler, HandlerTransport Transport)> _handlers =
        new();

    internal static bool IsAskedFor(SendContext call) => call.Transport.Version is { Major: 3 };

    internal ValueTask<Outcome> SendAsync(Request request, SendContext call)
    {
        Route route;
        try
        {
            route = Route.ForRequest(request, call);
        }
        catch (RequestException failure)
        {
            return ValueTask.FromResult(new Outcome(null, failure));
        }

        return Refusal(route) is { } reason
            ? ValueTask.FromResult(new Outcome(
                null,
                new ConnectException($"{request} failed: {reason}.", request, ConnectStage.Socket) { IsFinal = true }))
            : _handlers.GetOrAdd(route, Open).Transport.SendAsync(request, call);
    }

    /// <summary>Whether requests of this kind can go by HTTP/3.</summary>
    internal bool CanCarry(Route route) => Refusal(route) is null;

    public void Dispose()
    {
        foreach (var (handler, transport) in _handlers.Values)
        {
            transport.Dispose();
            handler.Dispose();
        }
    }

    private string? Refusal(Route route) => route switch
    {
        { Tls: null } => "HTTP/3 is spoken over https alone (RFC 9114, section 3.1)",
        { Proxy: not null } => "HTTP/3 does not go through a proxy",
        { Rules: not null } => "HTTP/3 does not keep AddressRules",
        _ when dialing != DialOptions.Default =>
            "HTTP/3 does not go by Resolve, UnixSocket, LocalAddress or ConfigureSocket",
        _ when !HasQuic() => "HTTP/3 needs QUIC, which this system does not have (on Linux: the library libmsquic)",
        _ => null,
    };

    private static bool HasQuic() =>
        (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() || OperatingSystem.IsWindows())
            && QuicConnection.IsSupported;

    private (SocketsHttpHandler Handler, HandlerTransport Transport) Open(Route route)
    {
        var handler = Make(route);
        return (handler, new HandlerTransport(handler, HttpVersion.Version30));
    }

    private SocketsHttpHandler Make(Route route) => new()
    {
        // The handler offers h3 in its place.
        SslOptions = new TlsHandshake(route.Tls!, route.Origin.Host, Protocols.Http2).Options(TimeSpan.FromSeconds(30)),
        // The limits of a call end it before; this ends what no call waits for.
        ConnectTimeout = TimeSpan.FromSeconds(30),
        PooledConnectionLifetime = Limits.Default.Lifetime,
        MaxResponseHeadersLength = (headLimit.Bytes + 1023) / 1024,
        RequestHeaderEncodingSelector = static (_, _) => System.Text.Encoding.UTF8,
        ResponseHeaderEncodingSelector = static (_, _) => FieldEncoding.Instance,
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    };
}
