using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Peregrine;

namespace Surface;

internal static partial class Section2
{
    internal static async Task RunAsync(string bin)
    {
        var folder = Directory.CreateTempSubdirectory("peregrine-surface-");
        var before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder.FullName;
        try
        {
            await File.WriteAllBytesAsync("photo.jpg", [0xFF, 0xD8, 0xFF, 0xE0]);
            using var session = new HttpSession(new() { BaseUrl = $"{bin}/anything" });
            Block(session, "raw bytes"u8.ToArray());
            Checks(session);
            await BodiesAsync(session);
            Rules(bin, session);
            await TimeoutsAsync(session);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    private static void Block(HttpSession session, byte[] data)
    {
        session.Get("/products", new()
        {
            Query = { ["page"] = 1, ["limit"] = 20, ["category"] = "books", ["tag"] = new[] { "a", "b" } },
            Headers = { ["Authorization"] = "Bearer eyJ", ["User-Agent"] = "MyApp/1.0" },
            Cookies = { ["theme"] = "dark" },
            Timeout = (5, 30),                       // (connect, read) seconds
        });

        session.Post("/upload", new()
        {
            Files = { ["file"] = Upload.File("photo.jpg", contentType: "image/jpeg") },   // streamed, never read whole
            Form = { ["description"] = "Profile photo" },                                // Form alone is urlencoded
        });

        // also Text, File, Stream, Chunks, Json(value, JsonTypeInfo)
        session.Post("/raw", new() { Body = Body.Bytes(data, "application/octet-stream") });
    }

    private static void Checks(HttpSession session)
    {
        RequestOptions products = new()
        {
            Query = { ["page"] = 1, ["limit"] = 20, ["category"] = "books", ["tag"] = new[] { "a", "b" } },
            Headers = { ["Authorization"] = "Bearer eyJ", ["User-Agent"] = "MyApp/1.0" },
            Cookies = { ["theme"] = "dark" },
            Timeout = (5, 30),
        };
        var got = session.Get("/products", products).Json();
        Check.Equal(
            """{"category":"books","limit":"20","page":"1","tag":["a","b"]}""", Sorted(got["args"]!), "the query");
        Check.Equal("Bearer eyJ", (string?)got["headers"]!["Authorization"], "the header");
        Check.Equal("MyApp/1.0", (string?)got["headers"]!["User-Agent"], "our default is replaced");
        Check.Equal("theme=dark", (string?)got["headers"]!["Cookie"], "the cookie");
        Check.Equal(200, session.Get("/products", products).StatusCode, "one object serves many calls");

        var upload = session.Post("/upload", new()
        {
            Files = { ["file"] = Upload.File("photo.jpg", contentType: "image/jpeg") },
            Form = { ["description"] = "Profile photo" },
        }).Json();
        Check.Equal("data:image/jpeg;base64,/9j/4A==", (string?)upload["files"]!["file"], "the file");
        Check.Equal("Profile photo", (string?)upload["form"]!["description"], "the field beside it");
        var form = session.Post("/form", new() { Form = { ["q"] = "a b" } });
        Check.Equal(
            "application/x-www-form-urlencoded", (string?)form.Json()["headers"]!["Content-Type"], "Form alone");
    }

    private static async Task BodiesAsync(HttpSession session)
    {
        (string What, Func<Body> Body, string Type)[] bodies =
        [
            ("Bytes", () => Body.Bytes("body"u8.ToArray(), "application/octet-stream"), "application/octet-stream"),
            ("Text", () => Body.Text("body"), "text/plain; charset=utf-8"),
            ("File", () => Body.File("body.txt"), "text/plain"),
            ("Stream", () => Body.Stream(new MemoryStream("body"u8.ToArray()), "text/plain"), "text/plain"),
        ];
        await File.WriteAllTextAsync("body.txt", "body");
        foreach (var (what, body, type) in bodies)
        {
            var echo = (await session.PostAsync("/raw", new() { Body = body() })).Json();
            Check.Equal("body", (string?)echo["data"], $"Body.{what}");
            Check.Equal(type, (string?)echo["headers"]!["Content-Type"], $"the type of Body.{what}");
        }

        var typed = session.Post("/json", new() { Body = Body.Json(new NewUser("Alice"), Context.Default.NewUser) });
        Check.Equal("Alice", (string?)typed.Json()["json"]!["Name"], "Body.Json(value, JsonTypeInfo)");
        var twice = Check.Throws<ArgumentException>(
            () => session.Post("/two", new() { Json = 1, Body = Body.Text("2") }), "two bodies");
        Check.That(twice is not InvalidUrlException, "two bodies");

        // Chunked request bodies: what a WSGI server makes of them is its own matter; that they are built and sent is
        // ours.
        Check.Equal(null, Body.Chunks(ChunksOfMemory()).Length, "Chunks of ReadOnlyMemory<byte>");
        var chunks = await session.PostAsync("/chunks", new() { Body = Body.Chunks(ChunksOfBytes(), "text/plain") });
        Check.Equal(200, chunks.StatusCode, "Chunks of byte[]");
    }

    private static void Rules(string bin, HttpSession session)
    {
        using var other = session.With(new() { Headers = { ["X-Session"] = "1" }, Auth = ("user", "pass"), Retry = 3 });
        var headers = other.Get("/none", new()
        {
            Headers = { ["X-Session"] = null, ["User-Agent"] = null },
            Auth = Auth.None,
            Retry = RetryPolicy.None,
            Redirects = RedirectPolicy.None,
            MaxResponseBytes = 1_000_000,
            Tls = TlsOptions.Insecure,
            Tags = { ["trace"] = 1 },
        }).Json()["headers"]!.AsObject();
        Check.That(
            !headers.ContainsKey("X-Session") && !headers.ContainsKey("User-Agent")
                && !headers.ContainsKey("Authorization"),
            "null and None turn off");
        Check.Equal(
            302,
            Http.Get($"{bin}/redirect/1", new() { Redirects = RedirectPolicy.None }).StatusCode,
            "RedirectPolicy.None");

        var query = session.Build(HttpMethod.Get, "/q?own=1", new()
        {
            Query =
            {
                ["no"] = null,
                ["flag"] = true,
                ["price"] = 1.5m,
                ["day"] = new DateOnly(2026, 7, 4),
                ["kind"] = DayOfWeek.Monday,
                ["text"] = "a b",
            },
        });
        Check.Equal(
            "?own=1&flag=true&price=1.5&day=2026-07-04&kind=Monday&text=a%20b",
            query.Url.Query,
            "the rules of query values");
        var many = new QueryValues { { "tag", "a" }, { "tag", "b" } };
        many.Add("tag", "c");
        Check.Equal(
            "?tag=a&tag=b&tag=c", session.Build(HttpMethod.Get, "/q", new() { Query = many }).Url.Query, "Add repeats");
        Dictionary<string, string> texts = new() { ["a"] = "1" };
        KeyValuePair<string, object?>[] objects = [new("a", 1), new("a", 2)];
        Check.Equal(
            "?a=1",
            session.Build(HttpMethod.Get, "/q", new() { Query = texts, Headers = texts }).Url.Query,
            "a dictionary converts");
        Check.Equal(
            "?a=1&a=2",
            session.Build(HttpMethod.Get, "/q", new() { Query = objects }).Url.Query,
            "an array of pairs converts");
        Check.Equal(
            "?a=1&a=2",
            session.Build(HttpMethod.Get, "/q", new() { Query = new QueryValues(objects.Skip(0)) }).Url.Query,
            "a sequence of pairs");
        Check.Throws<ArgumentException>(
            () => session.Build(HttpMethod.Get, "/q", new() { Query = { ["a"] = new MemoryStream() } }),
            "what is no value");
        Check.Equal(
            null, session.Build(HttpMethod.Post, "/null", new() { Json = null }).Body, "Json = null is no body");
        Check.Equal(
            "\"text\"",
            (string?)session.Post("/text", new() { Json = "text" }).Json()["data"],
            "a string is a JSON string");
        Check.Equal("text/csv", (string?)session.Get("/typed", new() { Headers = { ["Content-Type"] = "text/csv" } })
            .Json()["headers"]!["Content-Type"], "Content-Type without a body");
        var own = session.Post(
            "/own", new() { Json = new { a = 1 }, Headers = { ["Content-Type"] = "application/merge-patch+json" } });
        Check.Equal(
            "application/merge-patch+json",
            (string?)own.Json()["headers"]!["Content-Type"],
            "the call's type beats that of Json");
        Check.That(Body.Stream(new MemoryStream()).IsReplayable == false, "a stream can be sent once");
    }

    private static async Task TimeoutsAsync(HttpSession session)
    {
        Timeouts[] timeouts =
        [
            10,
            2.5,
            TimeSpan.FromSeconds(10),
            (5, 30),
            (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)),
            new() { Total = TimeSpan.FromSeconds(20) },
            new Timeouts { Read = Timeout.InfiniteTimeSpan },
            Timeouts.None,
        ];
        foreach (var timeout in timeouts)
        {
            Check.Equal(200, (await session.GetAsync("/timeout", new() { Timeout = timeout })).StatusCode, "a timeout");
        }

        Timeouts ten = 10;
        Check.Equal((
            TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10), null),
            (ten.Connect!.Value, ten.Send!.Value, ten.Read!.Value, ten.Pool!.Value, ten.Total), "Timeout = 10");
    }

    private static string Sorted(System.Text.Json.Nodes.JsonNode node) => JsonSerializer.Serialize(
        node.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal)
            .ToDictionary(member => member.Key, member => member.Value));

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> ChunksOfMemory(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return Encoding.UTF8.GetBytes(1.ToString(CultureInfo.InvariantCulture));
    }

    private static async IAsyncEnumerable<byte[]> ChunksOfBytes(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        yield return "one"u8.ToArray();
        yield return "two"u8.ToArray();
    }

    [JsonSerializable(typeof(NewUser))]
    private sealed partial class Context : JsonSerializerContext;
}
