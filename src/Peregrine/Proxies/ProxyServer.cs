namespace Peregrine;

/// <summary>
/// A proxy as it is dialled: a value, so that connections through it are shared by those, and only those, who would
/// reach it with the same credentials, headers and trust.
/// </summary>
internal sealed record ProxyServer(ProxyScheme Scheme, string Host, int Port)
{
    /// <summary>
    /// Whether requests for http are forwarded by it, in absolute form (RFC 9112, section 3.2.2); else everything is
    /// tunnelled.
    /// </summary>
    internal bool Forwards => Scheme is ProxyScheme.Http or ProxyScheme.Https;

    /// <summary>The credentials for SOCKS; null for none.</summary>
    internal ProxyLogin? Login { get; init; }

    /// <summary>The credentials for HTTP; null for none.</summary>
    internal Auth? Auth { get; init; }

    /// <summary>
    /// What <see cref="Auth"/> always says; null when it has to be asked each time. Two schemes that say the same are
    /// the same.
    /// </summary>
    internal string? Authorization { get; init; }

    /// <summary>The fields of CONNECT.</summary>
    internal Headers Headers { get; init; } = Headers.Empty;

    /// <summary>The trust in an https proxy; null is the session's default, never that of a request.</summary>
    internal TlsOptions? Tls { get; init; }

    internal string Authority => HostBrackets.Authority(Host, Port);

    public bool Equals(ProxyServer? other) => ReferenceEquals(this, other) || (other is not null
        && Scheme == other.Scheme && Host == other.Host && Port == other.Port
        && Login == other.Login && Authorization == other.Authorization
        && (Authorization is not null || ReferenceEquals(Auth, other.Auth))
        && Headers.SequenceEqual(other.Headers) && Tls == other.Tls);

    public override int GetHashCode() => HashCode.Combine(Scheme, Host, Port, Login, Authorization);

    public override string ToString() => Authority;
}
