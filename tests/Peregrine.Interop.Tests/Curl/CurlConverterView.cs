using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>The JSON of curlconverter as a view of a line.</summary>
/// <param name="json">The JSON.</param>
internal sealed class CurlConverterView(JsonObject json)
{
    /// <summary>What it gives as data: a text, or the JSON or the form that it has read in it; null for none.</summary>
    internal JsonNode? Data { get; } = json["data"];

    /// <summary>Whether it undoes the coding of a response, and asks for one.</summary>
    internal bool IsCompressed => json.ContainsKey("compressed");

    /// <summary>The header fields.</summary>
    internal IReadOnlyList<(string Name, string Value)> Fields =>
        [.. (json["headers"]?.AsObject() ?? []).Select(one => (one.Key, (string)one.Value!))];

    /// <summary>The view.</summary>
    /// <param name="isForm">Whether the line has parts of a form.</param>
    /// <param name="folder">The files.</param>
    internal CurlView Read(bool isForm, PeerFolder folder) => new()
    {
        [CurlView.Method] = ((string?)json["method"] ?? (string?)json["error"])!.ToLowerInvariant(),
        [CurlView.Url] = CurlView.Asked((string?)json["raw_url"] ?? ""),
        [CurlView.Headers] = CurlView.Listed(Fields.Where(field => !(isForm && OurView.IsFormType(field.Name)))),
        [CurlView.Data] = isForm ? "" : Text(Data),
        [CurlView.Parts] = isForm ? PartsIn(folder) : "",
        [CurlView.Auth] = json["auth"] is { } auth ? $"{json["auth_type"]} {auth["user"]}:{auth["password"]}" : "",
        [CurlView.Insecure] = json["insecure"]?.ToJsonString() ?? "",
        [CurlView.Redirects] = (bool?)json["follow_redirects"] == true ? $"{json["max_redirects"] ?? 50}" : "0",
        [CurlView.Proxies] = ProxyOf((string?)json["proxy"]),
        [CurlView.Limits] = CurlView.Seconds((double?)json["timeout"], (double?)json["connect_timeout"]),
    };

    /// <summary>Data as one text: those of a form are pairs, a line each.</summary>
    internal static string Text(JsonNode? data) => data switch
    {
        null => "",
        JsonValue text when text.GetValueKind() == JsonValueKind.String => (string)text!,
        _ => data.ToJsonString(),
    };

    private string PartsIn(PeerFolder folder)
    {
        var texts = Data?.AsObject().Select(part => $"{part.Key}: {part.Value}") ?? [];
        var files = json["files"]?.AsObject().Select(part => $"{part.Key}: {folder.Read((string)part.Value!)}") ?? [];
        return string.Join('\n', texts.Concat(files).Order());
    }

    private static string ProxyOf(string? text) => text is null ? ""
        : new Uri(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}").ToString();
}
