using System.Net;
using System.Net.Sockets;

namespace Peregrine;

/// <summary>What a library is given: a client over a session, or the platform's.</summary>
internal static class Clients
{
    /// <param name="isSession">Whether it is over a session.</param>
    /// <param name="root">The base address of both.</param>
    /// <param name="changes">What the session has beside it.</param>
    internal static HttpClient For(bool isSession, string? root = null, HttpSessionOptions? changes = null)
    {
        if (isSession)
        {
            var options = changes ?? new();
            options.BaseUrl = root;
            return new HttpSession(options).AsHttpClient();
        }

        return new(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = root is null ? null : new Uri(root),
        };
    }

    /// <summary>An address where no server listens.</summary>
    internal static string Refusing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
    }
}
