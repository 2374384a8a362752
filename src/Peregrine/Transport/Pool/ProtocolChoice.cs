using System.Net;

namespace Peregrine;

/// <summary>By which versions of HTTP a request may go. Pure.</summary>
internal static class ProtocolChoice
{
    internal static Protocols ForRequest(Request request, SendContext call)
    {
        if (call.Transport.Version is { } version)
        {
            return version == HttpVersion.Version20 ? Protocols.Http2 : Protocols.Http11;
        }

        // A host of one's own is not the one that TLS was told: many servers of HTTP/2 answer that with 421 (RFC 9110,
        // section 7.4).
        return call.IsBlocking || !request.Target.Origin.IsSecure || request.Headers.Contains(HeaderNames.Host)
            ? Protocols.Http11
            : Protocols.Either;
    }
}
