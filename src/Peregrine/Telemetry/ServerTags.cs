namespace Peregrine;

/// <summary>How an origin is written in attributes: address, port and scheme.</summary>
internal static class ServerTags
{
    // Ports are objects in attributes, and nearly all are one of these.
    private static readonly object Http = 80;
    private static readonly object Https = 443;

    /// <summary>The host, or the path of a Unix socket.</summary>
    internal static string AddressOf(Origin origin) => origin.IsUnixSocket ? origin.SocketPath : origin.Host;

    internal static object PortOf(Origin origin) => origin.Port switch
    {
        80 => Http,
        443 => Https,
        _ => origin.Port,
    };

    internal static string SchemeOf(Origin origin) => origin.IsUnixSocket ? Uri.UriSchemeHttp : origin.Scheme;
}
