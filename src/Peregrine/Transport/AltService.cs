namespace Peregrine;

/// <summary>A place where an origin can be reached too (RFC 7838, section 2).</summary>
/// <param name="Protocol">What is spoken there, as ALPN names it.</param>
/// <param name="Host">The host, without brackets; empty is the origin's own.</param>
/// <param name="Port">The port.</param>
/// <param name="MaxAge">For how long it may be used.</param>
internal sealed record AltService(string Protocol, string Host, int Port, TimeSpan MaxAge)
{
    internal const string Http2 = "h2";
    internal const string Http3 = "h3";

    /// <summary>The host for an origin.</summary>
    internal string HostFor(Origin origin) => Host.Length == 0 ? origin.Host : Host;

    /// <summary>What <c>Alt-Used</c> says (RFC 7838, section 5).</summary>
    internal string AuthorityFor(Origin origin)
    {
        var host = HostFor(origin);
        return Port == 443 ? HostBrackets.Add(host) : HostBrackets.Authority(host, Port);
    }
}
