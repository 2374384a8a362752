using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// A token as JSON in a cache: the names are those of a token endpoint's answer (RFC 6749, section 5.1).
/// </summary>
internal static class CachedTokenJson
{
    internal static byte[] Write(OAuthToken token)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("access_token", token.AccessToken);
            json.WriteString("token_type", token.TokenType);
            json.WriteString("refresh_token", token.RefreshToken);
            json.WriteString("expires_at", token.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("scope", token.Scope);
            json.WriteBoolean("has_other_scope", token.HasOtherScope);
            json.WriteString("id_token", token.IdToken);
            json.WriteStartObject("extra");
            foreach (var (name, value) in token.Extra)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return content.ToArray();
    }

    /// <summary>The token; null where the entry is something else, or was damaged.</summary>
    internal static OAuthToken? Read(byte[] entry)
    {
        try
        {
            using var json = JsonDocument.Parse(entry);
            return Read(json.RootElement);
        }
        catch (Exception damage) when (
            damage is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static OAuthToken? Read(JsonElement json)
    {
        if (Text(json, "access_token") is not { Length: > 0 } access || access.Any(char.IsControl))
        {
            return null;
        }

        return new OAuthToken
        {
            AccessToken = access,
            TokenType = Text(json, "token_type") ?? "Bearer",
            RefreshToken = Text(json, "refresh_token"),
            ExpiresAt = Text(json, "expires_at") is { } end
                ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture)
                : null,
            Scope = Text(json, "scope"),
            HasOtherScope = json.TryGetProperty("has_other_scope", out var other) && other.GetBoolean(),
            IdToken = Text(json, "id_token"),
            Extra = json.TryGetProperty("extra", out var extra)
                ? extra.EnumerateObject().ToDictionary(
                    member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal)
                : [],
        };
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
