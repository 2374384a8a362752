namespace Peregrine.Bench;

/// <summary>Where the server listens: HTTP/1.1 in clear and under TLS, and HTTP/2 in clear.</summary>
internal sealed record Endpoints(string Clear, string Secure, string Http2);
