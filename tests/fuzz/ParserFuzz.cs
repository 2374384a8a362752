using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Everything that reads what a server or a file says, one input at a time: it ends, and throws nothing but what it
/// says.
/// </summary>
internal static class ParserFuzz
{
    private static readonly Request Request = new(HttpMethod.Get, new Uri("http://h.example/a/b?c=d"));
    private static readonly HttpSession Session = new(new() { Environment = EnvironmentOptions.None });
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The inputs that are changed.</summary>
    internal static IReadOnlyList<byte[]> Inputs { get; } = [.. new[]
    {
        "https://user:pass@h.example:8443/a/../b%20c?d=e#f", "http://[::1]:80/", "//x/y",
        "../z?q", "http://\u00fc.example/", "http://0x7f.1/", "http+unix://%2Frun%2Fx.sock/y",
        "attachment; filename=\"a b\"; filename*=UTF-8''a%20b",
        "form-data; name=x; filename*0*=utf-8'en'a%20; filename*1=b",
        "<https://h.example/?page=2>; rel=\"next\"; title=\"a, b\", </x>;rel=last",
        "a=b; Path=/; Domain=h.example; Max-Age=60; Secure; HttpOnly; SameSite=None; Partitioned",
        "__Host-a=\"b\"; Expires=Thu, 01 Jan 2026 00:00:00 GMT", "Thu, 01 Jan 2026 00:00:00 GMT",
        "Thursday, 01-Jan-26 00:00:00 GMT", "Thu Jan  1 00:00:00 2026",
        "text/html; charset=\"utf-8\"; x=y", "application/problem+json",
        "Digest realm=\"a\", nonce=\"b\", qop=\"auth\", algorithm=MD5-sess, Basic realm=c",
        "Bearer realm=\"https://a.example/token\",service=\"s\",scope=\"x:y\"",
        "Negotiate abcdef==", "h2=\":8443\"; ma=60; persist=1, clear", "timeout=5, max=100",
        "\"default\";r=0;t=3", "120", "1767225607.5", "bytes 0-4/5",
        "localhost,.example.com,10.0.0.0/8,[::1]:80,*", "socks5h://user:pass@127.0.0.1:1080",
        "machine h.example login a password b\nmacdef x\n\ndefault login c password d\n", "# Netscape HTTP Cookie "
            + "File\n.h.example\tTRUE\t/\tFALSE\t1900000000\ta\tb\n#HttpOnly_h.example\tFALSE\t/\tTRUE\t0\tc\td\n",
        "id: 1\nevent: x\ndata: one\ndata:two\nretry: 10\n\n",
        "{\"a\":[1,2,{\"b\":null}],\"c\":\"\\u00fc\\ud83d\\ude00\"}", "[1,2,3]", "{\"title\":\"a\",\"status\":400}",
        "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:", "5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n", "https://*.example.com:8443", "utf_8_sig",
    }.Select(Encoding.Latin1.GetBytes)];

    private static readonly (string Name, Action<byte[], string> Read)[] Parsers =
    [
        ("URL", (bytes, text) => Allow<InvalidUrlException>(() => Session.Build(HttpMethod.Get, text).ToString())),
        ("base URL", (bytes, text) => Allow<InvalidUrlException>(
            () => new HttpSession(new() { BaseUrl = text, Environment = EnvironmentOptions.None }).Dispose())),
        ("hole", (bytes, text) => Allow<InvalidUrlException>(
            () => Session.Build(HttpMethod.Get, $"http://h.example/{text}/x?{text}={text}").ToString())),
        ("raw hole", (bytes, text) =>
            Allow<InvalidUrlException>(() => Session.Build(HttpMethod.Get, $"http://h.example/{text:raw}").ToString())),
        ("request", (bytes, text) => Allow<InvalidUrlException>(() =>
            _ = Uri.TryCreate(text, UriKind.Absolute, out var url) ? new Request(HttpMethod.Get, url).ToString() : "")),
        ("proxy", (bytes, text) => Allow<ArgumentException>(() => _ = ((Proxy?)text)?.ToString())),
        ("mount", (bytes, text) => Allow<ArgumentException>(() => new HttpSession(
            new() { Mounts = { [text] = new Mount() }, Environment = EnvironmentOptions.None }).Dispose())),
        ("query", (bytes, text) => Session.Build(HttpMethod.Get, "http://h.example/", new()
        {
            Query = { [text] = text },
            Form = { [text] = text },
        }).ToString()),
        ("header", (bytes, text) => Allow<ArgumentException>(() =>
            Session.Build(HttpMethod.Get, "http://h.example/", new() { Headers = { ["X-A"] = text } }).ToString())),
        ("response", (bytes, text) => Allow<DecodingException>(() => Ways.Look(Answer(bytes, text)))),
        ("typed JSON", (bytes, text) =>
            Allow<DecodingException>(() => _ = Answer(bytes, text).Json<Dictionary<string, JsonElement>>())),
        ("lines", (bytes, text) => Answer(bytes, text).Lines().Count()),
        ("events", (bytes, text) => Answer(bytes, text).Events().Count()),
        ("JSON lines", (bytes, text) =>
            Allow<DecodingException>(() => Answer(bytes, text).JsonLines<JsonElement>().Count())),
        ("JSON array", (bytes, text) =>
            Allow<DecodingException>(() => Answer(bytes, text).JsonArray<object>().Count())),
        ("disposition", (bytes, text) =>
            ContentDisposition.Parse(ContentDisposition.Parse(text).ToString()).ToString()),
        ("date", (bytes, text) => HttpDate.Parse(text)?.ToString("O")),
        ("cookie date", (bytes, text) => _ = CookieDate.Parse(text)),
        ("netscape cookies", (bytes, text) => Allow<FormatException>(() => NetscapeCookies.Read(bytes).Count())),
        ("JSON cookies", (bytes, text) => Allow<FormatException>(() => JsonCookies.Read(bytes).Count())),
        ("alternative services", (bytes, text) => _ = AltSvcField.Parse(text).Count),
        ("no proxy", (bytes, text) => _ = NoProxy.Parse(text)),
        ("media type", (bytes, text) => _ = MediaType.Parse(text).Parameters.Count),
        ("charset", (bytes, text) => _ = Charsets.Find(text)?.GetString([0x61, 0xFF])),
        ("encoded value", (bytes, text) => _ = ExtendedValue.Decode(text)),
        ("keep-alive", (bytes, text) => _ = KeepAliveHint.Parse(text)),
        ("reset", (bytes, text) => _ = ServerWait.OfOrigin(429, Fields(text), TimeProvider.System)),
        ("structured item", (bytes, text) => Again(text, StructuredItem.Parse)),
        ("structured list", (bytes, text) => Again(text, StructuredList.Parse)),
        ("structured dictionary", (bytes, text) => Again(text, StructuredDictionary.Parse)),
        ("retry after", (bytes, text) => _ = RetryAfterHeader.Parse(Fields(text), Now)),
        ("file name", (bytes, text) => _ = SafeFileName.From(text)),
        ("chunks", (bytes, text) => Allow<MalformedException>(() => Chunks(bytes))),
        ("head", (bytes, text) => Allow<MalformedException>(
            () => _ = new ResponseHeadParser(HeadLimit.Standard).Read(bytes, out var unused))),
        ("reference", (bytes, text) => Allow<InvalidUrlException>(
            () => _ = UrlReference.Resolve(ParsedUrl.Parse("http://h.example/a/b?c"), text))),
    ];

    internal static Finding? Try(int round)
    {
        var random = FuzzOptions.RandomOf(round, 1);
        var bytes = new Mutator(random).Mutate(Inputs);
        var text = random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : Encoding.UTF8.GetString(bytes);
        var (name, read) = Parsers[random.Next(Parsers.Length)];
        try
        {
            read(bytes, text);
            return null;
        }
        catch (Exception other)
        {
            return new Finding($"{name}, round {round}", bytes, other);
        }
    }

    // What was read is written so that it reads the same.
    private static void Again(string text, Func<string, object> parse) => Allow<FormatException>(() =>
    {
        var written = parse(text).ToString()!;
        try
        {
            if (parse(written).ToString() != written)
            {
                throw new InvalidOperationException("It is written in two ways.");
            }
        }
        catch (FormatException unreadable)
        {
            throw new InvalidOperationException("What was written can't be read.", unreadable);
        }
    });

    private static void Chunks(byte[] bytes)
    {
        var (reader, at) = (new ChunkReader(), 0);
        while (at < bytes.Length && !reader.IsDone)
        {
            var consumed = reader.Advance(bytes.AsSpan(at));
            at += consumed;
            var count = (int)Math.Min(reader.Left, bytes.Length - at);
            if (count > 0)
            {
                reader.Took(count);
                at += count;
            }
            else if (consumed == 0)
            {
                return;
            }
        }
    }

    // The text in every field that is read, and the bytes as the body.
    private static Response Answer(byte[] body, string text) =>
        Response.Create(Request, body.Length % 2 == 0 ? 200 : 401, Fields(text), body);

    private static Headers Fields(string text)
    {
        var value = new string([.. text.Where(static c => c is '\t' or (>= ' ' and not '\u007f'))]);
        return new Headers([.. new[]
        {
            "Content-Type", "Content-Disposition", "Link", "Set-Cookie", "Retry-After", "RateLimit",
            "X-RateLimit-Reset", "WWW-Authenticate", "Alt-Svc", "Date", "Location", "Content-Encoding",
        }.Select(name => new Header(name, value))]);
    }

    private static void Allow<T>(Action read)
        where T : Exception
    {
        try
        {
            read();
        }
        catch (T)
        {
            // As documented.
        }
    }
}
