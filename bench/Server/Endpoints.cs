namespace Peregrine.Bench;

/// <summary>
/// Where the server listens: HTTP/1.1 in clear and under TLS, and HTTP/2 in clear; the last also behind relays with
/// round trips of 40 and 100 ms. At the last port it is every host of the loopback network, with HTTP/1.1 in clear.
/// </summary>
internal sealed record Endpoints(
    string Clear, string Secure, string Http2, string Far, string Farther, int HostsPort);
