using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>A token as JSON in a file: data and nothing that is run when it is read (security.md, row 160).</summary>
internal static class TokenJson
{
    internal static void Write(Stream stream, OAuthToken token)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("access_token", token.AccessToken);
        json.WriteString("token_type", token.TokenType);
        Write(json, "refresh_token", token.RefreshToken);
        Write(json, "expires_at", token.ExpiresAt?.ToString("O", CultureInfo.InvariantCulture));
        Write(json, "scope", token.Scope);
        if (token.HasOtherScope)
        {
            json.WriteBoolean("has_other_scope", true);
        }

        Write(json, "id_token", token.IdToken);
        json.WriteStartObject("extra");
        foreach (var (name, value) in token.Extra)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <exception cref="InvalidDataException">It is no token.</exception>
    internal static OAuthToken Read(Stream stream, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(stream);
            var json = document.RootElement;
            return new OAuthToken
            {
                AccessToken = Text(json, "access_token") ?? throw new JsonException(),
                TokenType = Text(json, "token_type") ?? "Bearer",
                RefreshToken = Text(json, "refresh_token"),
                ExpiresAt = Text(json, "expires_at") is { } end ? DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) : null,
                Scope = Text(json, "scope"),
                HasOtherScope = json.TryGetProperty("has_other_scope", out var other) && other.ValueKind == JsonValueKind.True,
                IdToken = Text(json, "id_token"),
                Extra = json.TryGetProperty("extra", out var extra)
                    ? extra.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString() ?? "", StringComparer.Ordinal)
                    : System.Collections.ObjectModel.ReadOnlyDictionary<string, string>.Empty,
            };
        }
        catch (Exception reason) when (reason is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"The file '{path}' holds no token.");
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? member.GetString() : null;
}
