using System.Net;
using System.Net.Sockets;
using static Peregrine.Secret;

namespace Peregrine;

/// <summary>
/// Calls that carry the secret everywhere and fail, each in its way, against servers that send it back where they can.
/// </summary>
internal static class SecretFailures
{
    internal static Dictionary<string, (Type Type, Func<Task> Act)> All { get; } = new(StringComparer.Ordinal)
    {
        ["Connection refused"] = (typeof(ConnectException), () => CallAsync($"http://127.0.0.1:{FreePort()}")),
        ["Proxy not there"] =
            (typeof(ConnectException), () => ThroughAsync($"http://alice:{Mark}@127.0.0.1:{FreePort()}")),
        ["Proxy that refuses"] = (typeof(ConnectException), RefusedByProxyAsync),
        ["No TLS"] = (typeof(ConnectException), NoTlsAsync),
        ["Closed without an answer"] = (typeof(ProtocolException), () => AgainstAsync("")),
        ["No HTTP"] = (typeof(ProtocolException), () => AgainstAsync($"hello {Mark}\r\n\r\n")),
        ["A header line without a name"] =
            (typeof(ProtocolException), () => AgainstAsync($"HTTP/1.1 200 OK\r\n{Mark}\r\n\r\n")),
        ["A control character in a header"] = (typeof(ProtocolException), () =>
            AgainstAsync($"HTTP/1.1 200 OK\r\nSet-Cookie: {Mark}\0\r\nContent-Length: 0\r\n\r\n")),
        ["A bad length"] =
            (typeof(ProtocolException), () => AgainstAsync($"HTTP/1.1 200 OK\r\nContent-Length: {Mark}\r\n\r\n")),
        ["A bad transfer coding"] =
            (typeof(ProtocolException), () => AgainstAsync($"HTTP/1.1 200 OK\r\nTransfer-Encoding: {Mark}\r\n\r\n")),
        ["A bad chunk"] = (typeof(ProtocolException), () =>
            AgainstAsync($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Mark}\r\n")),
        ["A body cut off"] =
            (typeof(ProtocolException), () => AgainstAsync($"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{Mark}")),
        ["A bad content coding"] =
            (typeof(DecodingException), () => AgainstAsync(Responder.Answer("200 OK", Mark, "Content-Encoding: gzip"))),
        ["Not found"] = (typeof(StatusException), () =>
            AgainstAsync(Responder.Answer("404 Not Found", Mark, $"Set-Cookie: sid={Mark}"))),
        ["A redirect to another scheme"] =
            (typeof(RedirectException), () => AgainstAsync(Redirect(Url("ftp://h.test")))),
        ["A redirect to a bad host"] =
            (typeof(RedirectException), () => AgainstAsync(Redirect($"http://alice:{Mark}@h<>/x?token={Mark}"))),
        ["A redirect in a circle"] = (typeof(RedirectException), () => AgainstAsync(Redirect($"/x?token={Mark}"))),
        ["No JSON"] = (typeof(DecodingException), () => AgainstAsync(Json(Mark))),
        ["JSON cut off"] = (typeof(DecodingException), () => AgainstAsync(Json($"{{\"token\":\"{Mark}"))),
        ["JSON of another type"] = (typeof(DecodingException), () => AgainstAsync(Json($"{{\"number\":\"{Mark}\"}}"))),
        ["JSON with an unknown name"] =
            (typeof(DecodingException), () => AgainstAsync(Json($"{{\"kind\":\"{Mark}\"}}"))),
        ["A refused token"] = (typeof(AuthException), RefusedAsync),
        ["A Digest challenge that can't be read"] = (typeof(AuthException), () => AgainstAsync(
            Responder.Answer("401 Unauthorized", Mark, $"WWW-Authenticate: Digest realm=\"{Mark}"),
            Auth.Digest("alice", Mark))),
        ["Too slow"] = (typeof(RequestTimeoutException), SlowAsync),
        ["Cancelled"] = (typeof(OperationCanceledException), CancelledAsync),
    };

    private static string Redirect(string location) => Responder.Answer("302 Found", "", "Location: " + location);

    private static string Json(string body) => Responder.Answer("200 OK", body, "Content-Type: application/json");

    private static async Task AgainstAsync(string answer, Auth? auth = null)
    {
        await using var server = new Responder(answer);
        await CallAsync(server.Url, auth: auth);
    }

    // A server that says back whatever it was sent.
    private static async Task RefusedAsync()
    {
        var grant =
            new RefreshTokenGrant { TokenEndpoint = Url("https://h.test"), ClientId = "id", ClientSecret = Mark };
        using var session = new HttpSession(new()
        {
            Transport = new FakeServer(sent =>
                FakeServer.Reply(400, $$"""{"error":"{{Mark}}","error_description":"{{sent.Body}} {{Mark}}"}""")),
            Auth = Auth.OAuth2(
                grant,
                new OAuthToken { AccessToken = Mark, RefreshToken = Mark, ExpiresAt = DateTimeOffset.UnixEpoch }),
        });
        await session.GetAsync(Url("https://h.test"));
    }

    private static async Task ThroughAsync(Proxy? proxy)
    {
        using var session = new HttpSession(new() { Proxy = proxy, Auth = Auth.Bearer(Mark) });
        await session.GetAsync(Url("https://h.test"));
    }

    private static async Task RefusedByProxyAsync()
    {
        await using var server = new Responder(
            $"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"{Mark}\"\r\n\r\n{Mark}");
        await ThroughAsync(new Proxy(server.Url) { Auth = ("alice", Mark), Headers = { ["X-Any"] = Mark } });
    }

    private static async Task NoTlsAsync()
    {
        using var listener = Listen();
        var call = CallAsync($"https://{listener.LocalEndpoint}");
        using (var client = await listener.AcceptTcpClientAsync())
        {
            await client.GetStream().WriteAsync("This is no TLS.\r\n"u8.ToArray());
        }

        await call;
    }

    private static async Task CallAsync(
        string origin, Timeouts? timeout = null, Auth? auth = null, CancellationToken cancellationToken = default)
    {
        using var session = new HttpSession(new()
        {
            Auth = auth ?? Auth.Bearer(Mark),
            Headers = { ["X-API-Key"] = Mark },
            Timeout = timeout,
        });
        await session.PostAsync<Answer>(
            Url(origin),
            new() { Json = Mark, Cookies = { ["sid"] = Mark }, Query = { ["key"] = Mark } },
            cancellationToken);
    }

    // A listener that nobody accepts from: the system completes the connection, and then nothing happens.
    private static async Task SlowAsync()
    {
        using var listener = Listen();
        await CallAsync($"http://{listener.LocalEndpoint}", new Timeouts { Read = TimeSpan.FromMilliseconds(50) });
    }

    private static async Task CancelledAsync()
    {
        using var listener = Listen();
        using var end = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await CallAsync($"http://{listener.LocalEndpoint}", cancellationToken: end.Token);
    }

    private static int FreePort()
    {
        using var listener = Listen();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private enum Kind
    {
        None,
    }

    private sealed record Answer(int Number, Kind Kind);
}
