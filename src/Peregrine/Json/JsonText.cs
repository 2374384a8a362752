using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>
/// Reads JSON into nodes that can be looked at without a surprise: the platform reads them lazily, and would throw at the first
/// look for a member that stands twice, for bytes that are no UTF-8, and for half of a surrogate pair.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    /// <summary>The value, or null for JSON's null.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    internal static JsonNode? ParseNode(ReadOnlySpan<byte> utf8)
    {
        Check(utf8);
        return JsonNode.Parse(utf8, documentOptions: NoDuplicates);
    }

    /// <summary>Whether values of a type are looked at lazily.</summary>
    internal static bool IsLazy(Type type) => typeof(JsonNode).IsAssignableFrom(type) || type == typeof(JsonElement) || type == typeof(JsonDocument);

    /// <summary>Looks for what the platform's readers would find only later.</summary>
    /// <exception cref="JsonException">There is such a thing.</exception>
    internal static void Check(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new JsonException("The text is not UTF-8.");
        }

        if (utf8.IndexOf("\\u"u8) >= 0)
        {
            CheckEscapes(utf8);
        }
    }

    private static void CheckEscapes(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
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
