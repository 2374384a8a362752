using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>A case of content-type.json: what its client expects, and what we make of it, each as one text.</summary>
internal sealed class ContentTypeCase(JsonElement given)
{
    internal string Id => given.GetProperty("id").GetString()!;

    internal string Function => given.GetProperty("fn").GetString()!;

    internal bool HasOptions => given.TryGetProperty("options", out _);

    internal string? Input => given.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.String
        ? input.GetString()
        : null;

    internal string? Default =>
        given.TryGetProperty("headers", out var headers) && headers.TryGetProperty("content-type", out var type)
            ? type.GetString()
            : null;

    internal string Expected => given.GetProperty("expected") switch
    {
        var wanted when Function == "mimeType" =>
            $"{wanted.GetProperty("serialized")} in {CodePage(wanted.GetProperty("encoding").GetString())}",
        var wanted when Function == "parse" => $"{wanted.GetProperty("type")}: {Text(Given(wanted))}",
        { ValueKind: JsonValueKind.Object } wanted when wanted.TryGetProperty("throws", out _) => "refused",
        var wanted when Function == "jsonBody" => JsonNode.Parse(wanted.GetRawText())!.ToJsonString(),
        var wanted => wanted.ToString(),
    };

    internal string Actual => Function switch
    {
        "mimeType" => Serialized(MediaType.Parse(Input)) + " in " + CodePage(MediaType.CharsetOf(Input)),
        "parse" => MediaType.Parse(Input) is var read ? $"{read.Name}: {Text(read.Parameters)}" : "",
        "format" => Written(),
        "unquote" => Unquoted(Input ?? ""),
        "encodingFromHeaders" => MediaType.CharsetOf(Default) ?? "",
        "jsonBody" => Answer(null).Json().ToJsonString(),
        "textBody" => Answer(given.GetProperty("contentType").GetString()).Text,
        _ => "not read here",
    };

    // As WHATWG writes it: without spaces, and nothing when there is no type.
    private static string Serialized(MediaType read) => !MediaType.IsName(read.Name)
        ? ""
        : read.Name + string.Concat(read.Parameters.Select(one => ";" + FieldParameter.Write(one.Key, one.Value)));

    private static string CodePage(string? charset) =>
        charset is null || Charsets.Find(charset) is not { } encoding ? "no encoding" : $"{encoding.CodePage}";

    private static string Unquoted(string text)
    {
        var at = 0;
        return text.StartsWith('"') ? QuotedString.Read(text, ref at, out _) : text;
    }

    private string Written()
    {
        try
        {
            var input = given.GetProperty("input");
            var type = input.TryGetProperty("type", out var named) ? named.GetString()! : "";
            return MediaType.Write(type, [.. Given(input).Select(one => (one.Key, one.Value))]);
        }
        catch (ArgumentException)
        {
            return "refused";
        }
    }

    private Response Answer(string? contentType)
    {
        using var session = new HttpSession();
        var request = session.Build(HttpMethod.Get, "https://h.example/");
        var headers = contentType is null ? Headers.Empty : Headers.Empty.With("Content-Type", contentType);
        return Response.Create(
            request, 200, headers, Convert.FromBase64String(given.GetProperty("bodyBase64").GetString()!));
    }

    private static IEnumerable<KeyValuePair<string, string>> Given(JsonElement one) =>
        one.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!))
            : [];

    private static string Text(IEnumerable<KeyValuePair<string, string>> parameters) =>
        string.Join("; ", parameters.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
}
