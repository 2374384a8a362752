using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>
/// Reads JSON, and checks all of it at once. The platform reads nodes lazily: it would throw only later, at the first
/// access, for a repeated member, for bytes that are not UTF-8, and for half of a surrogate pair.
/// </summary>
internal static class JsonText
{
    /// <summary>The value, or null for JSON's null.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    internal static JsonNode? ParseNode(ReadOnlySpan<byte> utf8, JsonSerializerOptions? options = null)
    {
        Check(utf8, options);
        return JsonNode.Parse(
            utf8,
            new JsonNodeOptions { PropertyNameCaseInsensitive = options?.PropertyNameCaseInsensitive ?? false },
            new JsonDocumentOptions
            {
                AllowDuplicateProperties = false,
                AllowTrailingCommas = options?.AllowTrailingCommas ?? false,
                CommentHandling = options?.ReadCommentHandling ?? JsonCommentHandling.Disallow,
                MaxDepth = options?.MaxDepth ?? 0,
            });
    }

    /// <summary>A value of this type; types that the platform reads lazily are checked here.</summary>
    /// <exception cref="JsonException">The text is not JSON for the type.</exception>
    internal static T Deserialize<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> contract)
    {
        if (typeof(JsonNode).IsAssignableFrom(typeof(T)))
        {
            return ParseNode(utf8, contract.Options) is T node ? node : JsonSerializer.Deserialize(utf8, contract)!;
        }

        if (typeof(T) == typeof(JsonElement) || typeof(T) == typeof(JsonDocument))
        {
            Check(utf8, contract.Options);
        }

        return JsonSerializer.Deserialize(utf8, contract)!;
    }

    /// <summary>How a reader of tokens reads, under the options of the serializer.</summary>
    internal static JsonReaderOptions ReaderOptions(JsonSerializerOptions? options) => new()
    {
        AllowTrailingCommas = options?.AllowTrailingCommas ?? false,
        CommentHandling = options?.ReadCommentHandling ?? JsonCommentHandling.Disallow,
        MaxDepth = options?.MaxDepth ?? 0,
    };

    private static void Check(ReadOnlySpan<byte> utf8, JsonSerializerOptions? options)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonException("The text is not UTF-8.");
        }

        if (utf8.IndexOf("\\u"u8) >= 0)
        {
            CheckEscapes(utf8, options);
        }
    }

    private static void CheckEscapes(ReadOnlySpan<byte> utf8, JsonSerializerOptions? options)
    {
        var reader = new Utf8JsonReader(utf8, ReaderOptions(options));
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped && reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException("A text holds half of a surrogate pair.", null, null, null, half);
        }
    }
}
