using System.Text;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What a server answered.</summary>
internal sealed class HttpbinAnswer(HttpResponseMessage response, byte[] body)
{
    private readonly Dictionary<string, string[]> _headers = response.Headers.NonValidated.Concat(
        response.Content.Headers.NonValidated)
        .ToDictionary(header => header.Key, header => header.Value.ToArray(), StringComparer.OrdinalIgnoreCase);

    public int Status { get; } = (int)response.StatusCode;

    public byte[] Body => body;

    public string Text => Encoding.UTF8.GetString(body);

    public JsonNode Json => JsonNode.Parse(body)!;

    public IReadOnlyCollection<string> Names => _headers.Keys;

    /// <summary>The one line of that header, or <see langword="null"/>.</summary>
    public string? Header(string name) => _headers.TryGetValue(name, out var lines) ? Assert.Single(lines) : null;

    /// <summary>All lines of that header.</summary>
    public string[] Lines(string name) => _headers.GetValueOrDefault(name, []);

    /// <summary>The methods of <c>Allow</c>, in order.</summary>
    public IEnumerable<string> Allowed =>
        _headers["Allow"].SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries))
            .Order(StringComparer.Ordinal);

    /// <summary>The compact JSON of a part: <c>Part("args", "a")</c>.</summary>
    public string Part(params string[] path)
    {
        var node = path.Aggregate((JsonNode?)Json, (node, name) => node![name]);
        return node?.ToJsonString(
            new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })
            ?? "null";
    }

    /// <summary>The text of a part.</summary>
    public string String(params string[] path) =>
        path.Aggregate((JsonNode?)Json, (node, name) => node![name])!.GetValue<string>();

    /// <summary>The names of the object, in order.</summary>
    public IEnumerable<string> Keys => Json.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);
}
