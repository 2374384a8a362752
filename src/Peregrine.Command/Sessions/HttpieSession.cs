using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>
/// A session as HTTPie keeps it, of old versions too: cookies and headers are lists, or objects by their names. It is
/// read, and never written.
/// </summary>
internal sealed class HttpieSession
{
    private const string Extension = ".json";

    // Python's name for this machine in a cookie: a host without a dot gets one.
    private const string LocalhostOfPython = "localhost.local";

    private readonly JsonObject _root;

    private HttpieSession(JsonObject root) => _root = root;

    /// <summary>Whether a file of JSON is a session of HTTPie's.</summary>
    internal static bool Is(JsonObject root) => root["__meta__"] is JsonObject meta && meta.ContainsKey("httpie");

    /// <summary>Reads it; null where there is none, or where the file is another.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    internal static HttpieSession? Read(string path)
    {
        try
        {
            return File.Exists(path) && JsonNode.Parse(File.ReadAllBytes(path)) is JsonObject root && Is(root)
                ? new HttpieSession(root)
                : null;
        }
        catch (Exception broken) when (broken is JsonException or ArgumentException)
        {
            return null; // The reader of our own sessions says so.
        }
    }

    /// <summary>Where what comes of it is kept: <c>a.json</c> goes on as <c>a.peregrine.json</c>.</summary>
    internal static string OwnPathOf(string path) =>
        (path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? path[..^Extension.Length] : path)
        + ".peregrine" + Extension;

    /// <summary>The headers and credentials, which HTTPie sends wherever the session is used.</summary>
    /// <exception cref="FormatException">They are no such thing.</exception>
    /// <exception cref="InvalidOperationException">They are no such thing.</exception>
    /// <exception cref="UsageException">The credentials are of a kind that there is none of here.</exception>
    internal OriginMemory ToMemory() => new(
        [
            .. Members("headers", (name, value) => new JsonObject { ["name"] = name, ["value"] = value?.DeepClone() })
                .Select(field => KeyValuePair.Create(Text(field, "name"), Text(field, "value")))
                .Where(field => OriginMemory.Keeps(field.Key)),
        ],
        Login());

    /// <summary>Puts its cookies into a jar; one without a domain is the host's that is called.</summary>
    /// <exception cref="FormatException">They are no such thing.</exception>
    /// <exception cref="InvalidOperationException">They are no such thing.</exception>
    /// <exception cref="ArgumentException">One can't be sent.</exception>
    internal void AddTo(CookieJar jar, Uri url)
    {
        var cookies = Members("cookies", (name, value) =>
        {
            var cookie = (value as JsonObject ?? []).DeepClone().AsObject();
            cookie["name"] = name;
            return cookie;
        });
        foreach (var cookie in cookies)
        {
            jar.Set(CookieOf(cookie, url));
        }
    }

    // Of a list its members, and of an object what is made of each of its names.
    private IEnumerable<JsonNode?> Members(string name, Func<string, JsonNode?, JsonObject> made) => _root[name] switch
    {
        null => [],
        JsonObject old => old.Select(member => made(member.Key, member.Value)),
        var list => list.AsArray(),
    };

    private static Cookie CookieOf(JsonNode? cookie, Uri url)
    {
        var domain = (string?)cookie?["domain"] is { Length: > 0 } told ? told : url.Host;
        return new Cookie
        {
            Name = Text(cookie, "name"),
            Value = Text(cookie, "value"),
            Domain = domain is LocalhostOfPython ? "localhost" : domain.TrimStart('.'),
            HostOnly = domain[0] != '.',
            Path = (string?)cookie?["path"] is { Length: > 0 } path ? path : "/",
            Expires = (double?)cookie?["expires"] is { } seconds
                ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
                : null,
            Secure = (bool?)cookie?["secure"] ?? false,
        };
    }

    private Credentials? Login() => _root["auth"] is { } auth && (string?)auth["type"] is { Length: > 0 } type
        ? new Credentials(TypeOf(type), (string?)auth["raw_auth"] ?? $"{Text(auth, "username")}:{auth["password"]}")
        : null;

    private static AuthType TypeOf(string type) => type switch
    {
        "basic" => AuthType.Basic,
        "digest" => AuthType.Digest,
        "bearer" => AuthType.Bearer,
        _ => throw new UsageException(
            $"the session is HTTPie's, and its credentials are of a kind that there is none of here: "
            + $"{Shortened.Name(type)}."),
    };

    private static string Text(JsonNode? node, string name) =>
        (string?)node?[name] ?? throw new FormatException($"There is no {name}.");
}
