using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Peregrine;

/// <summary>
/// Waits on this machine for the browser to come back (RFC 8252, section 7.3). It accepts a GET to its own path with
/// its own host. Any other request, such as one that a page of another site causes, gets a 404 and changes nothing.
/// </summary>
internal sealed class RedirectListener : IDisposable
{
    private const int MaxHead = 16 * 1024;

    private readonly TcpListener _listener;
    private readonly string _host;
    private readonly string _path;
    private readonly string _page;
    private readonly string _state;

    /// <exception cref="SocketException">The port is taken.</exception>
    internal RedirectListener(string? redirectUri, string page, string state)
    {
        var url = Parse(redirectUri);
        var isNumber = IPAddress.TryParse(HostBrackets.Remove(url.Host), out var address);
        _listener = new TcpListener(isNumber ? address! : IPAddress.Loopback, HasPort(redirectUri) ? url.Port : 0);
        _listener.Start();
        _host = $"{url.Host}:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        (_path, _page, _state) = (url.Path, page, state);
    }

    /// <summary>The address that the browser is to come back to.</summary>
    internal string Address => $"http://{_host}{_path}";

    /// <exception cref="ArgumentException">It is not on this machine.</exception>
    internal static void Check(string? redirectUri)
    {
        if (Parse(redirectUri) is not { Scheme: "http", UserInfo: null, Query: null, Fragment: null } url
            || url.Host is not ("127.0.0.1" or "localhost" or "[::1]"))
        {
            throw new ArgumentException(
                "A RedirectUri of the listener is http://127.0.0.1, http://localhost or http://[::1], perhaps with a "
                + "port and a path (RFC 8252, section 7.3).",
                nameof(redirectUri));
        }
    }

    /// <summary>The query that the browser brought.</summary>
    internal async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var accepting = AcceptAsync(found, stop.Token);
        try
        {
            return await found.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _listener.Dispose();

    private static ParsedUrl Parse(string? redirectUri) => ParsedUrl.Parse(redirectUri ?? "http://127.0.0.1/");

    // Without a port in the address the system chooses a free one: port 80 is never listened on.
    private static bool HasPort(string? redirectUri) => redirectUri is not null && Parse(redirectUri).Port != 80;

    // Browsers open connections before they send a request, so each connection is served beside the others.
    private async Task AcceptAsync(TaskCompletionSource<string> found, CancellationToken cancellationToken)
    {
        while (true)
        {
            _ = ServeAsync(
                await _listener.AcceptSocketAsync(cancellationToken).ConfigureAwait(false), found, cancellationToken);
        }
    }

    private async Task ServeAsync(
        Socket socket, TaskCompletionSource<string> found, CancellationToken cancellationToken)
    {
        try
        {
            using (socket)
            {
                var query = QueryOf(await ReadHeadAsync(socket, cancellationToken).ConfigureAwait(false));
                var isOurs = query is not null && TokenResponse.Pairs(query).GetValueOrDefault("state") == _state;
                await socket.SendAsync(
                    isOurs ? Page("200 OK", _page) : Page("404 Not Found", "Nothing is here."),
                    cancellationToken).ConfigureAwait(false);
                socket.Shutdown(SocketShutdown.Send);
                if (query is not null)
                {
                    found.TrySetResult(query);
                }
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException)
        {
            // This client has closed the connection; another connection may bring the answer.
        }
    }

    private static async Task<string> ReadHeadAsync(Socket socket, CancellationToken cancellationToken)
    {
        var head = new byte[MaxHead];
        var filled = 0;
        while (filled < head.Length && head.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = await socket.ReceiveAsync(head.AsMemory(filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return "";
            }

            filled += read;
        }

        return Encoding.ASCII.GetString(head, 0, filled);
    }

    /// <summary>The query of a request that is what a browser sends to come back, else null.</summary>
    private string? QueryOf(string head)
    {
        var lines = head.Split("\r\n");
        return lines[0].Split(' ') is ["GET", var target, "HTTP/1.1"] && lines.Length > 3
            && lines.Count(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase)) == 1
            && lines.Any(
                line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase) && line[5..].Trim() == _host)
            && target.StartsWith(_path + '?', StringComparison.Ordinal) ? target[(_path.Length + 1)..] : null;
    }

    private static byte[] Page(string status, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        return [.. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\n"
            + "Cache-Control: no-store\r\n"
            + "Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"), .. body];
    }
}
