using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>Writes and reads a token as JSON in a file: data only, no type names that reading would run.</summary>
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

    /// <summary>The token of a file, or null when the file holds something else or a token that was damaged.</summary>
    internal static OAuthToken? Read(ReadOnlySpan<byte> file)
    {
        using var document = ServerJson.Parse(file);
        if (document is null || Text(document, "access_token") is not { Length: > 0 } access
            || !HeaderRules.IsValue(access)
            || !TryEnd(document, out var end))
        {
            return null;
        }

        return new OAuthToken
        {
            AccessToken = access,
            TokenType = Text(document, "token_type") ?? "Bearer",
            RefreshToken = Text(document, "refresh_token"),
            ExpiresAt = end,
            Scope = Text(document, "scope"),
            HasOtherScope = ServerJson.Member(
                document.RootElement, "has_other_scope") is { ValueKind: JsonValueKind.True },
            IdToken = Text(document, "id_token"),
            Extra = Extra(document),
        };
    }

    // The last one counts when a name is repeated.
    private static Dictionary<string, string> Extra(JsonDocument document)
    {
        var extra = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in ServerJson.Members(ServerJson.Member(document.RootElement, "extra") ?? default))
        {
            extra[name] = ServerJson.Text(value) ?? "";
        }

        return extra;
    }

    // A token without expires_at is one whose server did not say. An expires_at that can't be read means a damaged
    // file.
    private static bool TryEnd(JsonDocument document, out DateTimeOffset? end)
    {
        end = null;
        if (ServerJson.Member(document.RootElement, "expires_at") is not { ValueKind: not JsonValueKind.Null } member)
        {
            return true;
        }

        var isRead = DateTimeOffset.TryParse(
            ServerJson.Text(member), CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment);
        end = isRead ? moment : null;
        return isRead;
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static string? Text(JsonDocument document, string name) =>
        ServerJson.Text(ServerJson.Member(document.RootElement, name));
}
