namespace Peregrine;

/// <summary>Which requests may share a connection: those for one origin with the same trust.</summary>
internal readonly record struct PoolKey(Origin Origin, TlsOptions? Tls)
{
    internal static PoolKey Of(Request request, Call call)
    {
        var origin = request.Target.Origin;
        return new PoolKey(origin, origin.IsSecure ? call.Settings.Tls : null);
    }

    /// <summary>The host of the request's own, where the platform's engine binds a connection to it: under TLS, over HTTP/2.</summary>
    internal string? Authority { get; private init; }

    /// <summary>The key of a request that goes by these protocols.</summary>
    internal PoolKey For(Protocols wanted, Request request) =>
        wanted == Protocols.Http2 && Tls is not null && request.Headers[HeaderNames.Host] is { } own ? this with { Authority = own } : this;
}
