using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>
/// A value as a JSON body. Texts and JSON itself need no contract; everything else goes through
/// <see cref="JsonContracts"/>.
/// </summary>
internal static class JsonBody
{
    internal const string ContentType = "application/json";

    internal static Body Create(object value, JsonSerializerOptions? options) => Create(Serialize(value, options));

    internal static Body Create(byte[] json) => new BytesBody(json, ContentType) { IsJson = true };

    private static byte[] Serialize(object value, JsonSerializerOptions? options) =>
        value is string or JsonNode or JsonElement or JsonDocument ? Written(value) : Contracted(value, options);

    private static byte[] Written(object value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            switch (value)
            {
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case JsonNode node:
                    node.WriteTo(writer);
                    break;
                case JsonElement element:
                    element.WriteTo(writer);
                    break;
                case JsonDocument document:
                    document.WriteTo(writer);
                    break;
            }
        }

        return buffer.ToArray();
    }

    private static byte[] Contracted(object value, JsonSerializerOptions? options)
    {
        var contract = JsonContracts.For(value.GetType(), options);
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(value, contract);
        }
        catch (Exception reason) when (reason is NotSupportedException or JsonException)
        {
            throw new ArgumentException(
                $"A value of {value.GetType()} can't be written as JSON: it holds what JSON can't, or itself.",
                nameof(value),
                reason);
        }
    }
}
