namespace Peregrine;

/// <summary>
/// Scheme, host and port: the unit of trust. Credentials, connections and headers belong to one (RFC 6454).
/// </summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    /// <summary>
    /// The scheme that names a Unix socket in the place of a host, percent-encoded (as requests-unixsocket writes it).
    /// </summary>
    internal const string UnixScheme = "http+unix";

    /// <summary>Whether the host is the path of a Unix socket.</summary>
    internal bool IsUnixSocket => Scheme == UnixScheme;

    /// <summary>The path of the Unix socket.</summary>
    internal string SocketPath => Uri.UnescapeDataString(Host);

    internal bool IsSecure => Scheme == Uri.UriSchemeHttps;

    /// <summary>
    /// The host for the wire: with brackets for IPv6 (RFC 3986, section 3.2.2), and with the port unless it is the
    /// scheme's own.
    /// </summary>
    internal string Authority
    {
        get
        {
            if (IsUnixSocket)
            {
                return "localhost";
            }

            return Port == (IsSecure ? 443 : 80) ? HostBrackets.Add(Host) : HostBrackets.Authority(Host, Port);
        }
    }

    public override string ToString() => $"{Scheme}://{(IsUnixSocket ? Host : Authority)}";
}
