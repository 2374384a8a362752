using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Peregrine;

/// <summary>A request alone as a HAR 1.2. Pure but for the moment in it.</summary>
internal static class HarDocument
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static string Of(TranslatedRequest request)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            json.WriteStartObject("log");
            json.WriteString("version", "1.2");
            json.WriteStartObject("creator");
            json.WriteString("name", "peregrine");
            json.WriteString("version", typeof(HarDocument).Assembly.GetName().Version!.ToString(3));
            json.WriteEndObject();
            json.WriteStartArray("entries");
            json.WriteStartObject();
            json.WriteString("startedDateTime", DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture));
            json.WriteNumber("time", 0);
            WriteRequest(json, request);
            WriteNoResponse(json);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + '\n';
    }

    private static void WriteRequest(Utf8JsonWriter json, TranslatedRequest request)
    {
        json.WriteStartObject("request");
        json.WriteString("method", request.Method);
        json.WriteString("url", request.Url);
        json.WriteString("httpVersion", "HTTP/1.1");
        WritePairs(json, "cookies", Cookies(request));
        WritePairs(json, "headers", request.Headers.Select(field => (field.Name, field.Value)));
        WritePairs(json, "queryString", Query(request.Url));
        if (request.Body is { } bytes)
        {
            json.WriteStartObject("postData");
            json.WriteString("mimeType", request.ContentType ?? "");
            json.WriteString("text", request.Text ?? Convert.ToBase64String(bytes));
            if (request.Text is null)
            {
                json.WriteString("_encoding", "base64");
            }

            json.WriteEndObject();
        }
        else if (request.File is { } file)
        {
            json.WriteString("comment", $"The body is the file {file}.");
        }

        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", request.File is null ? request.Body?.Length ?? 0 : -1);
        json.WriteEndObject();
    }

    // The format asks for one; a status of 0 is none.
    private static void WriteNoResponse(Utf8JsonWriter json)
    {
        json.WriteStartObject("response");
        json.WriteNumber("status", 0);
        json.WriteString("statusText", "");
        json.WriteString("httpVersion", "HTTP/1.1");
        WritePairs(json, "cookies", []);
        WritePairs(json, "headers", []);
        json.WriteStartObject("content");
        json.WriteNumber("size", 0);
        json.WriteString("mimeType", "");
        json.WriteEndObject();
        json.WriteString("redirectURL", "");
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", -1);
        json.WriteEndObject();
        json.WriteStartObject("cache");
        json.WriteEndObject();
        json.WriteStartObject("timings");
        json.WriteNumber("send", 0);
        json.WriteNumber("wait", 0);
        json.WriteNumber("receive", 0);
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> Cookies(TranslatedRequest request) =>
        from field in request.Headers
        where field.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
        from pair in field.Value.Split("; ")
        let parts = pair.Split('=', 2)
        select (parts[0], parts.Length > 1 ? parts[1] : "");

    private static IEnumerable<(string Name, string Value)> Query(string url) =>
        from pair in url.Split('?', 2) is [_, var query] ? query.Split('&') : []
        let parts = pair.Split('=', 2)
        select (Plain(parts[0]), Plain(parts.Length > 1 ? parts[1] : ""));

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static void WritePairs(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> pairs)
    {
        json.WriteStartArray(name);
        foreach (var pair in pairs)
        {
            json.WriteStartObject();
            json.WriteString("name", pair.Name);
            json.WriteString("value", pair.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
