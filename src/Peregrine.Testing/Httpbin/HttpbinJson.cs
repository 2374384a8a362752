using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>JSON as httpbin writes it: names in order.</summary>
internal static class HttpbinJson
{
    private const int MaxDepth = 500;

    private static readonly JsonWriterOptions Indented = Options(indented: true);
    private static readonly JsonWriterOptions Compact = Options(indented: false);

    /// <summary>Indented by two spaces, with a newline at the end.</summary>
    public static byte[] Page(JsonNode value) => Write(value, Indented);

    /// <summary>On one line, with a newline at the end.</summary>
    public static byte[] Line(JsonNode value) => Write(value, Compact);

    /// <summary>
    /// The value that a text holds, or <see langword="null"/> when it is not JSON, nested deeper than 500, or
    /// <c>null</c> itself. Of a
    /// name that comes twice in an object, the last counts.
    /// </summary>
    public static JsonNode? Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = MaxDepth });
            return Copy(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null; // InvalidOperationException: a string with half a surrogate pair.
        }
    }

    private static JsonNode? Copy(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => CopyObject(element),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Copy)]),
        JsonValueKind.String => JsonValue.Create(element.GetString()),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private static JsonObject CopyObject(JsonElement element)
    {
        var result = new JsonObject();
        foreach (var property in element.EnumerateObject())
        {
            result[property.Name] = Copy(property.Value);
        }

        return result;
    }

    private static byte[] Write(JsonNode value, JsonWriterOptions options)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Write(writer, value);
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject members:
                WriteObject(writer, members);
                break;
            case JsonArray items:
                WriteArray(writer, items);
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonObject members)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, JsonArray items)
    {
        writer.WriteStartArray();
        foreach (var item in items)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }

    private static JsonWriterOptions Options(bool indented) =>
        new() { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
