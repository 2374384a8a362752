using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A case of curl-http.json: what a server answers, what curl was told, and what the server must have read.
/// </summary>
internal sealed class CurlCase(JsonElement given)
{
    internal string Id => Text(given, "id")!;

    /// <summary>The number of curl's own test.</summary>
    internal int Number =>
        int.Parse(Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);

    internal string Command => Text(given, "command")!;

    internal string StandardInput => Text(given, "stdin") ?? "";

    internal IEnumerable<string> Servers => Texts("servers");

    /// <summary>The variables that a client reads: those of proxies, and where netrc is.</summary>
    internal IEnumerable<string> Environment => Texts("env").Select(one => one.Split('=')[0])
        .Where(name => name == "NETRC" || name.EndsWith("proxy", StringComparison.OrdinalIgnoreCase));

    internal bool MustFail => Exit != 0;

    internal int Exit => Wanted.GetProperty("exit").GetInt32();

    /// <summary>The bytes of all requests, or null where the case says nothing of them.</summary>
    internal string? Protocol => Text(Wanted, "protocol")?.Replace("[DISCONNECT]\n", "", StringComparison.Ordinal);

    /// <summary>What ends with the body of the last response; null where the case does not compare it.</summary>
    internal string? Output => Text(Wanted, "output") is { } output
        ? output == "%EMPTY" ? "" : output
        : given.TryGetProperty("nocheck", out _) || Texts("options").Any() ? null : Reply("data");

    /// <summary>Whether the server says nothing more for longer than any client waits.</summary>
    internal bool HasWait => Text(given.GetProperty("reply"), "postcmd") is "wait 10\n";

    internal IEnumerable<KeyValuePair<string, string>> Files => Pairs(given, "files");

    internal IEnumerable<KeyValuePair<string, string>> WantedFiles => Pairs(Wanted, "files");

    private JsonElement Wanted => given.GetProperty("expected");

    /// <summary>The answer of that name (<c>data</c>, <c>data1000</c>), or null.</summary>
    internal string? Reply(string name) => given.TryGetProperty("reply", out var reply) ? Text(reply, name) : null;

    // Text, or bytes in base64: either way one character for each byte.
    private static string? Text(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? Encoding.Latin1.GetString(value.GetProperty("b64").GetBytesFromBase64())
        : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value.GetString()!));

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value)
            ? value.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, Text(one.Value)))
            : [];

    private IEnumerable<string> Texts(string name) =>
        given.TryGetProperty(name, out var value) ? value.EnumerateArray().Select(Text) : [];
}
