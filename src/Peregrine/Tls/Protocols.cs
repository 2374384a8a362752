namespace Peregrine;

/// <summary>Which versions of HTTP a request may go by; a connection is of one of them.</summary>
[Flags]
internal enum Protocols
{
    /// <summary>HTTP/1.1: one request at a time.</summary>
    Http11 = 1,

    /// <summary>HTTP/2: many at a time.</summary>
    Http2 = 2,

    /// <summary>Whichever the server chooses in the TLS handshake.</summary>
    Either = Http11 | Http2,
}
