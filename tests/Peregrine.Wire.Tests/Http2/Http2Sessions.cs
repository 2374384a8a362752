using System.Net;

namespace Peregrine;

/// <summary>Sessions that speak HTTP/2 and nothing else.</summary>
internal static class Http2Sessions
{
    internal static HttpSession For(RawServer server, Action<HttpSessionOptions>? change = null) =>
        Sessions.For(server, options =>
        {
            options.Version = HttpVersion.Version20;
            change?.Invoke(options);
        });
}
