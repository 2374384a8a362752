using System.IO.Compression;
using System.Text;

namespace Peregrine;

/// <summary>
/// Answers as servers give them (nginx, Apache, gunicorn, Kestrel, token endpoints, event streams), to be changed.
/// </summary>
internal static class Seeds
{
    private const string Json =
        """{"id":1,"name":"Zoë","tags":["a","b"],"price":1.5e3,"next":null,"items":[{"id":1},{"id":2}]}""";

    /// <summary>Answers of HTTP/1.1.</summary>
    internal static IReadOnlyList<byte[]> Answers { get; } =
    [
        Text(
            "200 OK",
            "Server: nginx/1.22.1\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
            + "Content-Type: application/json; charset=utf-8\r\nConnection: keep-alive\r\n"
            + "Keep-Alive: timeout=5, max=100\r\nETag: \"5f-1\"\r\nVary: Accept-Encoding",
            Json),
        Text(
            "200 OK",
            "Content-Type: text/html; charset=iso-8859-1\r\nLast-Modified: Wed, 31 Dec 2025 10:00:00 GMT\r\n"
            + "Accept-Ranges: bytes\r\nContent-Disposition: attachment; filename=\"a b.html\"; "
            + "filename*=UTF-8''a%20b.html",
            "<html>gr\u00fc\u00df</html>"),
        Bytes(
            "200 OK",
            "Content-Type: application/json\r\nContent-Encoding: gzip",
            Packed(static into => new GZipStream(into, CompressionLevel.Optimal, true), Json)),
        Bytes(
            "200 OK",
            "Content-Encoding: deflate",
            Packed(static into => new ZLibStream(into, CompressionLevel.Optimal, true), Json)),
        Bytes(
            "200 OK",
            "Content-Encoding: br",
            Packed(static into => new BrotliStream(into, CompressionLevel.Optimal, true), Json)),
        Chunked(
            "200 OK", "Content-Type: text/plain; charset=utf-8\r\nTrailer: X-Sum",
            ["first line\n", "second ", "line\r\nthird"], "X-Sum: abc\r\n"),
        Chunked(
            "200 OK",
            "Content-Type: text/event-stream\r\nCache-Control: no-store",
            ["retry: 100\nid: 1\ndata: one\n\n", ": comment\nevent: news\ndata: two\ndata: lines\n\n"],
            ""),
        Chunked("200 OK", "Content-Type: application/x-ndjson", ["{\"id\":1}\n{\"id\"", ":2}\n\n{\"id\":3}"], ""),
        Text(
            "302 Found",
            "Location: http://127.0.0.1/next?a=b#c\r\nSet-Cookie: session=abc; Path=/; HttpOnly; SameSite=Lax\r\n"
            + "Set-Cookie: b=c; Max-Age=60; Domain=localhost",
            ""),
        Text("301 Moved Permanently", "Location: /caf\u00e9\r\nContent-Type: text/html", "<a href=/>moved</a>"),
        Text(
            "401 Unauthorized",
            "WWW-Authenticate: Digest realm=\"a\", nonce=\"abc\", qop=\"auth,auth-int\", algorithm=SHA-256, "
            + "opaque=\"x\", stale=false\r\nWWW-Authenticate: Basic realm=\"b\", Bearer "
            + "realm=\"https://auth.example/token\", service=\"s\", scope=\"repository:x:pull\"\r\n"
            + "Content-Type: application/json",
            "{\"error\":\"no\"}"),
        Text(
            "404 Not Found",
            "Content-Type: application/problem+json\r\nContent-Language: en",
            "{\"type\":\"about:blank\",\"title\":\"Not found\",\"status\":404,\"detail\":\"no\",\"x\":{\"y\":[1]}}"),
        Text(
            "429 Too Many Requests",
            "Retry-After: 2\r\nRateLimit: \"default\";r=0;t=3\r\nX-RateLimit-Reset: 1767225607",
            "slow down"),
        Text(
            "206 Partial Content",
            "Content-Range: bytes 0-4/5\r\nETag: \"v1\"\r\nContent-Type: application/octet-stream\r\n"
            + "Repr-Digest: sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:",
            "hello"),
        Text(
            "200 OK",
            "Link: <https://h.example/?page=2>; rel=\"next\"; title*=UTF-8''n%C3%A4chste, </last>; rel=last\r\n"
            + "Alt-Svc: h2=\":8443\"; ma=60, h3=\":443\"\r\nContent-Type: application/json",
            "[1,2,{\"a\":[]}]"),
        Text("204 No Content", "X-A: b\r\n folded\r\n\tagain", null),
        Raw("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\n"
            + "Content-Length: 2\r\n\r\nok"),
        Raw("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end"),
        Text(
            "200 OK",
            "Content-Type: multipart/byteranges; boundary=x",
            "--x\r\nContent-Range: bytes 0-1/5\r\n\r\nhe\r\n--x--"),
        Text("200 OK", "Content-Type: application/json; charset=utf-16", "\0{\0\"\0a\0\"\0:\01\0}"),
    ];

    /// <summary>
    /// What follows a server's settings over HTTP/2: frames for the first stream, and between them others.
    /// </summary>
    internal static IReadOnlyList<byte[]> Frames { get; } =
    [
        [
            .. Frame(4, 1, 0, []),
            .. Frame(1, 4, 1, [0x88, 0x5f, 0x10, .. "application/json"u8, 0x5c, 0x02, .. "13"u8]),
            .. Frame(0, 1, 1, "{\"a\":\"hello\"}"u8),
        ],
        [
            .. Frame(1, 4, 1, [0x88]),
            .. Frame(0, 0, 1, "first "u8),
            .. Frame(8, 0, 0, [0, 0, 16, 0]),
            .. Frame(0, 8, 1, [2, .. "second"u8, 0, 0]),
            .. Frame(1, 5, 1, [0, 5, .. "x-sum"u8, 3, .. "abc"u8]),
        ],
        [.. Frame(1, 5, 1, [0x8d])],
        [.. Frame(1, 0, 1, [0x88, 0, 3]), .. Frame(9, 4, 1, [.. "x-a"u8, 1, (byte)'b']), .. Frame(0, 1, 1, "ok"u8)],
        [
            .. Frame(1, 4, 1, [0x48, 3, .. "302"u8, 0x6e, 2, .. "/n"u8, 0x77, 9, .. "a=b; Path"u8]),
            .. Frame(0, 1, 1, []),
        ],
        [
            .. Frame(6, 0, 0, [1, 2, 3, 4, 5, 6, 7, 8]),
            .. Frame(1, 4, 1, [0x88]),
            .. Frame(0, 0, 1, "cut"u8),
            .. Frame(3, 0, 1, [0, 0, 0, 2]),
        ],
        [.. Frame(7, 0, 0, [0, 0, 0, 1, 0, 0, 0, 0]), .. Frame(1, 5, 1, [0x88])],
        [
            .. Frame(4, 0, 0, [0, 1, 0, 0, 0, 0, 0, 4, 0, 0, 255, 255]),
            .. Frame(2, 0, 1, [0, 0, 0, 0, 10]),
            .. Frame(1, 5, 1, [0x89]),
        ],
    ];

    private static byte[] Raw(string answer) => Encoding.Latin1.GetBytes(answer);

    private static byte[] Text(string status, string fields, string? body) =>
        Raw($"HTTP/1.1 {status}\r\n{fields}\r\n{(body is null ? "" : $"Content-Length: {body.Length}\r\n")}\r\n{body}");

    private static byte[] Bytes(string status, string fields, byte[] body) =>
        [.. Raw($"HTTP/1.1 {status}\r\n{fields}\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    private static byte[] Chunked(string status, string fields, string[] chunks, string trailers) => Raw(
        $"HTTP/1.1 {status}\r\n{fields}\r\nTransfer-Encoding: chunked\r\n\r\n"
        + $"{string.Concat(chunks.Select(chunk => $"{chunk.Length:x};a=b\r\n{chunk}\r\n"))}0\r\n{trailers}\r\n");

    private static byte[] Packed(Func<Stream, Stream> coder, string text)
    {
        using var packed = new MemoryStream();
        using (var stream = coder(packed))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload) =>
        [
            (byte)(payload.Length >> 16),
            (byte)(payload.Length >> 8),
            (byte)payload.Length,
            type,
            flags,
            0,
            0,
            0,
            (byte)stream,
            .. payload,
        ];
}
