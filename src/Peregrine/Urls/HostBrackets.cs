namespace Peregrine;

/// <summary>
/// The brackets around an IPv6 address (RFC 3986, section 3.2.2): a URL and a <c>Host</c> field have them, a socket and
/// a comparison do not. Pure.
/// </summary>
internal static class HostBrackets
{
    /// <summary>The host as it stands before a port.</summary>
    internal static string Add(string host) => host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;

    /// <summary>The host as it is connected to and compared.</summary>
    internal static string Remove(string host) =>
        host.AsSpan().Trim("[]") is var bare && bare.Length == host.Length ? host : bare.ToString();

    /// <summary>The host and the port.</summary>
    internal static string Authority(string host, int port) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Add(host)}:{port}");
}
