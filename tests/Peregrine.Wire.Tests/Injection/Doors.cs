namespace Peregrine;

/// <summary>Every door through which a caller's text comes near the head of a request or of a part.</summary>
internal static class Doors
{
    private static readonly Dictionary<string, Action<HttpSession, string>> ByName = new()
    {
        ["header of a call"] = (session, text) => session.Get("/", new() { Headers = { ["X-A"] = text } }),
        ["header added to a call"] = (session, text) => session.Get("/", new() { Headers = { { "X-A", text } } }),
        ["user agent of a call"] = (session, text) => session.Get("/", new() { Headers = { ["User-Agent"] = text } }),
        ["content type of a call"] =
            (session, text) => session.Get("/", new() { Headers = { ["Content-Type"] = text } }),
        ["content type of a multipart"] = (session, text) => session.Post("/", new()
        {
            Headers = { ["Content-Type"] = "multipart/form-data; boundary=" + text },
            Files = { ["f"] = Upload.Text("x") },
        }),
        ["host of a call"] = (session, text) => session.Get("/", new() { Headers = { ["Host"] = text } }),
        ["header of a session"] = (_, text) => new HttpSession(new() { Headers = { ["X-A"] = text } }).Dispose(),
        ["header put in a request"] =
            (session, text) => Send(session, request => request with { Headers = request.Headers.With("X-A", text) }),
        ["header added to a request"] =
            (session, text) => Send(session, request => request with { Headers = request.Headers.Add("X-A", text) }),
        ["host put in a request"] =
            (session, text) => Send(session, request => request with { Headers = request.Headers.With("Host", text) }),
        ["API key"] = (session, text) => session.Get("/", new() { Auth = Auth.ApiKey("X-Key", text) }),
        ["bearer token"] = (session, text) => session.Get("/", new() { Auth = Auth.Bearer(text) }),
        ["user name"] = (session, text) => session.Get("/", new() { Auth = Auth.Basic(text, "p") }),
        ["password"] = (session, text) => session.Get("/", new() { Auth = ("u", text) }),
        ["custom auth"] = (session, text) => session.Get(
            "/", new() { Auth = Auth.Custom(request => request with { Headers = request.Headers.With("X-A", text) }) }),
        ["type of bytes"] =
            (session, text) => session.Post("/", new() { Body = Body.Bytes(new byte[1], "text/" + text) }),
        ["type of text"] = (session, text) => session.Post("/", new() { Body = Body.Text("x", "text/" + text) }),
        ["type of a stream"] =
            (session, text) => session.Post("/", new() { Body = Body.Stream(new MemoryStream([1]), "text/" + text) }),
        ["type of chunks"] = (session, text) =>
            session.Post("/", new() { Body = Body.Chunks(AsyncEnumerable.Empty<byte[]>(), "text/" + text) }),
        ["type of a file"] =
            (session, text) => session.Post("/", new() { Body = Body.File(Environment.ProcessPath!, "text/" + text) }),
        ["type of an upload"] =
            (session, text) => session.Post("/", new() { Files = { ["f"] = Upload.Text("x", "f", "text/" + text) } }),
        ["type of an uploaded file"] = (session, text) =>
            session.Post(
                "/", new() { Files = { ["f"] = Upload.File(Environment.ProcessPath!, contentType: "text/" + text) } }),
        ["type of an uploaded stream"] = (session, text) =>
            session.Post("/", new() { Files = { ["f"] = Upload.Stream(new MemoryStream([1]), "f", "text/" + text) } }),
        ["header of an upload"] =
            (session, text) => session.Post("/", new() { Files = { ["f"] = Part(headers => headers["X-A"] = text) } }),
        ["name of a header of an upload"] =
            (session, text) => session.Post("/", new() { Files = { ["f"] = Part(headers => headers[text] = "x") } }),
        ["cookie value"] = (session, text) => session.Get("/", new() { Cookies = { ["c"] = text } }),
        ["cookie name"] = (session, text) => session.Get("/", new() { Cookies = { [text] = "v" } }),
        ["method"] = (session, text) => session.Send(new HttpMethod("X" + text), "/"),
        ["relative URL"] = (session, text) => session.Get("/a" + text),
        ["absolute URL"] = (session, text) => session.Get($"{session.Build(HttpMethod.Get, "/").Url:raw}a{text:raw}"),
        ["query in a URL"] = (session, text) => session.Get("/?a=" + text),
        ["raw hole"] = (session, text) => session.Get($"/{text:raw}"),
        ["host in a URL"] = (session, text) => session.Get($"http://{text}/"),
        ["host in a URL string"] = (session, text) => session.Get("http://" + text + "/"),
        ["port in a URL string"] = (session, text) => session.Get("http://127.0.0.1:1" + text + "/"),
        ["header of a proxy"] = (session, text) =>
            session.Get("/", new() { Proxy = new Proxy("http://127.0.0.1:1") { Headers = { ["X-A"] = text } } }),
        ["name of a header of a proxy"] = (session, text) =>
            session.Get("/", new() { Proxy = new Proxy("http://127.0.0.1:1") { Headers = { [text] = "x" } } }),
        ["user name for a proxy"] = (session, text) =>
            session.Get("/", new() { Proxy = new Proxy("http://127.0.0.1:1") { Auth = (text, "p") } }),
        ["password for a SOCKS proxy"] = (session, text) =>
            session.Get("/", new() { Proxy = new Proxy("socks5://127.0.0.1:1") { Auth = ("u", text) } }),
        ["host of a proxy"] = (session, text) => session.Get("/", new() { Proxy = $"http://{text}:1" }),
        ["base URL"] = (_, text) => new HttpSession(new() { BaseUrl = "http://127.0.0.1/" + text }).Dispose(),
    };

    internal static IEnumerable<string> Names => ByName.Keys;

    internal static void Enter(string door, HttpSession session, string text) => ByName[door](session, text);

    private static void Send(HttpSession session, Func<Request, Request> change) =>
        session.Send(change(session.Build(HttpMethod.Get, "/")));

    private static Upload Part(Action<HeaderValues> fill)
    {
        var part = Upload.Text("x", "f");
        fill(part.Headers);
        return part;
    }
}
