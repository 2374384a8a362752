using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// A proxy that lets through who has the password: a tunnel for CONNECT, else the request of the absolute form (RFC
/// 9112, section 3.2.2).
/// </summary>
internal sealed class LoopbackProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _login;
    private readonly Task _serving;

    /// <summary>Starts to listen.</summary>
    internal LoopbackProxy(string user, string password)
    {
        _login = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _listener.Start();
        _serving = ServeAsync();
    }

    internal string Authority => $"{_listener.LocalEndpoint}";

    /// <summary>The first line of each request that has come.</summary>
    internal List<string> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        var relays = new List<Task>();
        try
        {
            while (true)
            {
                relays.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
            }
        }
        finally
        {
            await Task.WhenAll(relays);
        }
    }

    private async Task ServeAsync(TcpClient accepted)
    {
        using var client = accepted;
        var head = await ReadHeadAsync(client.GetStream());
        Requests.Add(head[0]);
        if (!head.Contains(_login))
        {
            await WriteAsync(
                client,
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"tour\"\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        var (method, target) = (head[0].Split(' ')[0], head[0].Split(' ')[1]);
        var origin = method == "CONNECT" ? new Uri("http://" + target) : new Uri(target);
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, origin.Port);
        await (method == "CONNECT"
            ? WriteAsync(client, "HTTP/1.1 200 Connection established\r\n\r\n")
            : WriteAsync(server, Forwarded($"{method} {origin.PathAndQuery} HTTP/1.1", head)));
        await RelayAsync(client, server);
    }

    // The login is the proxy's own; the connection ends with the answer, so that no second request comes by the same
    // way.
    private string Forwarded(string start, IEnumerable<string> head) =>
        string.Join("\r\n", [start, .. head.Skip(1).Where(line => line != _login), "Connection: close", "", ""]);

    // The head only: a byte at a time, because what comes behind it belongs to the server.
    private static async Task<string[]> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one) > 0)
        {
            head.Append((char)one[0]);
        }

        return head.ToString().TrimEnd().Split("\r\n");
    }

    private static Task WriteAsync(TcpClient to, string text) =>
        to.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    private static async Task RelayAsync(TcpClient client, TcpClient server)
    {
        await Task.WhenAny(
            client.GetStream().CopyToAsync(server.GetStream()),
            server.GetStream().CopyToAsync(client.GetStream()));
    }
}
