namespace Peregrine;

/// <summary>
/// What makes Python raise an exception, done with ours: each either throws or gives what the table says.
/// </summary>
internal static class ErrorScenarios
{
    private const string NoUrl = "not a url";

    private static readonly Timeouts Short = new()
    {
        Connect = TimeSpan.FromSeconds(0.2),
        Send = TimeSpan.FromSeconds(0.2),
        Read = TimeSpan.FromSeconds(0.2),
        Pool = TimeSpan.FromSeconds(0.2),
    };

    internal static IReadOnlyDictionary<string, Func<Task>> All { get; } = new Dictionary<string, Func<Task>>(
        StringComparer.Ordinal)
    {
        ["requests.HTTPError"] =
            () => AnswerAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", ensures: true),
        ["httpx.HTTPStatusError"] = () => AnswerAsync("HTTP/1.1 304 Not Modified\r\n\r\n", ensures: true),
        ["requests.ConnectionError"] = () => Http.GetAsync("http://127.0.0.1:1/"),
        ["httpx.ConnectError"] = () => Http.GetAsync("http://127.0.0.1:1/"),
        ["urllib3.NewConnectionError"] = () => Http.GetAsync("http://127.0.0.1:1/"),
        ["urllib3.NameResolutionError"] = NoHostAsync,
        ["requests.ProxyError"] = () => Http.GetAsync("http://127.0.0.1:1/", new() { Proxy = "http://127.0.0.1:1" }),
        ["httpx.ProxyError"] = () => Http.GetAsync("http://127.0.0.1:1/", new() { Proxy = "http://127.0.0.1:1" }),
        ["requests.InvalidProxyURL"] = () => Http.GetAsync("http://127.0.0.1:1/", new() { Proxy = "http:///" }),
        ["requests.SSLError"] = UntrustedAsync,
        ["requests.ConnectTimeout"] = NoHandshakeAsync,
        ["httpx.ConnectTimeout"] = NoHandshakeAsync,
        ["requests.ReadTimeout"] = () => AnswerAsync("", closes: false),
        ["httpx.ReadTimeout"] = () => AnswerAsync("HTTP/1.1 200 OK\r\n", closes: false),
        ["urllib3.ReadTimeoutError"] =
            () => AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab", closes: false),
        ["httpx.WriteTimeout"] = NobodyReadsAsync,
        ["httpx.PoolTimeout"] = NoConnectionLeftAsync,
        ["urllib3.EmptyPoolError"] = NoConnectionLeftAsync,
        ["urllib3.ClosedPoolError"] = DisposedAsync,
        ["requests.URLRequired"] = () => Http.GetAsync((string)null!),
        ["requests.TooManyRedirects"] = RoundAsync,
        ["httpx.TooManyRedirects"] = RoundAsync,
        ["requests.MissingSchema"] = () => Http.GetAsync("api.example.com/users"),
        ["requests.InvalidSchema"] = () => Http.GetAsync("ftp://api.example.com/"),
        ["requests.InvalidURL"] = () => Http.GetAsync("http:///users"),
        ["httpx.UnsupportedProtocol"] = () => Http.GetAsync("ws://api.example.com/"),
        ["httpx.InvalidURL"] = () => Http.GetAsync("http://[::1/"),
        ["urllib3.LocationParseError"] = () => Http.GetAsync("http://a b/"),
        ["requests.InvalidHeader"] = () => Http.GetAsync(NoUrl, new() { Headers = { ["X"] = "a\r\nb" } }),
        ["httpx.LocalProtocolError"] = () => Http.GetAsync(NoUrl, new() { Headers = { ["a b"] = "" } }),
        ["requests.ChunkedEncodingError"] =
            () => AnswerAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"),
        ["urllib3.InvalidChunkLength"] =
            () => AnswerAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n"),
        ["urllib3.IncompleteRead"] = () => AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab"),
        ["httpx.ReadError"] = () => AnswerAsync(""),
        ["httpx.RemoteProtocolError"] = () => AnswerAsync("nonsense\r\n\r\n"),
        ["requests.ContentDecodingError"] =
            () => AnswerAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"),
        ["httpx.DecodingError"] =
            () => AnswerAsync("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd"),
        ["requests.InvalidJSONError"] = () => Http.PostAsync("http://127.0.0.1:1/", new() { Json = double.NaN }),
        ["requests.JSONDecodeError"] = NoJsonAsync,
        ["requests.StreamConsumedError"] = StreamTwiceAsync,
        ["httpx.RequestNotRead"] = StreamTwiceAsync,
        ["requests.UnrewindableBodyError"] = StreamRedirectedAsync,
        ["urllib3.FileNotFoundError"] = () =>
            Http.PostAsync("http://127.0.0.1:1/", new() { Files = { ["file"] = Upload.File("/nowhere/photo.jpg") } }),
        ["urllib3.asyncio.CancelledError"] = CancelledAsync,
    };

    private static async Task AnswerAsync(string answer, bool closes = true, bool ensures = false)
    {
        await using var server = new ScriptedServer(answer, closes);
        var response = await Http.GetAsync(server.Url, new() { Timeout = Short });
        _ = ensures ? response.EnsureSuccess() : response;
    }

    // No test asks a name service.
    private static async Task NoHostAsync()
    {
        using var session = new HttpSession(new()
        {
            Transport = new MockTransport { ["*"] = MockResponse.Fails(HttpRequestError.NameResolutionError) },
        });
        await session.GetAsync("http://nobody.example/");
    }

    private static async Task UntrustedAsync()
    {
        await using var bin = await Httpbin.StartAsync();
        await Http.GetAsync(bin.TlsUrl);
    }

    private static async Task NoHandshakeAsync()
    {
        await using var server = new ScriptedServer("", reads: false);
        await Http.GetAsync($"https://{server.Authority}/", new() { Timeout = Short });
    }

    private static async Task NobodyReadsAsync()
    {
        await using var server = new ScriptedServer("", reads: false);
        await Http.PostAsync(server.Url, new() { Body = Body.Bytes(new byte[64 << 20]), Timeout = Short });
    }

    private static async Task NoConnectionLeftAsync()
    {
        await using var server = new ScriptedServer("", closes: false);
        using var session = new HttpSession(new() { BaseUrl = server.Url, Limits = new() { PerOrigin = 1 } });
        using var end = new CancellationTokenSource();
        var first = session.GetAsync("/first", end.Token);
        try
        {
            await session.GetAsync("/second", new() { Timeout = Short });
        }
        finally
        {
            await end.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        }
    }

    private static async Task DisposedAsync()
    {
        using var session = new HttpSession();
        session.Dispose();
        await session.GetAsync("http://127.0.0.1:1/");
    }

    private static async Task RoundAsync()
    {
        await using var server = new ScriptedServer("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
        await Http.GetAsync(server.Url);
    }

    private static async Task NoJsonAsync()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        (await Http.GetAsync(server.Url)).Json();
    }

    private static async Task StreamTwiceAsync()
    {
        await using var server = new ScriptedServer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        var options = new RequestOptions { Body = Body.Stream(new MemoryStream([1, 2, 3])) };
        await Http.PostAsync(server.Url, options);
        await Http.PostAsync(server.Url, options);
    }

    private static async Task StreamRedirectedAsync()
    {
        await using var server = new ScriptedServer(
            "HTTP/1.1 307 Temporary Redirect\r\nLocation: /\r\nContent-Length: 0\r\n\r\n");
        await Http.PostAsync(server.Url, new() { Body = Body.Stream(new MemoryStream([1, 2, 3])) });
    }

    private static async Task CancelledAsync()
    {
        await using var server = new ScriptedServer("", closes: false);
        using var caller = new CancellationTokenSource();
        var call = Http.GetAsync(server.Url, caller.Token);
        await caller.CancelAsync();
        await call;
    }
}
