using System.Text.Json;
using System.Text.Json.Serialization;

namespace Peregrine;

/// <summary>
/// A URL in JSON is its whole text, with its query: the body of a request is for the server, not for a log.
/// </summary>
internal sealed class UrlJsonConverter : JsonConverter<Url>
{
    public override Url? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? Harmless(reader.GetString()!)
            : throw new JsonException("A URL is a string in JSON.");

    // JSON comes from servers, and none may send a caller to a socket of the caller's own machine.
    private static string Harmless(string url) =>
        url.TrimStart().StartsWith(ParsedUrl.UnixStart, StringComparison.OrdinalIgnoreCase)
            ? throw new JsonException("A URL in JSON names no Unix socket.")
            : url;

    public override void Write(Utf8JsonWriter writer, Url value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Text);
}
