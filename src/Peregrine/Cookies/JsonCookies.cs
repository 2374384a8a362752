using System.Text.Encodings.Web;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Writes and reads cookies as JSON with all their members. Code does it without the serializer, which would need
/// reflection.
/// </summary>
internal static class JsonCookies
{
    // The member of a file that tells how the bytes of name and value are read; its name is fixed by the files that
    // exist.
    private const string BytesMember = "octets";

    private static readonly JsonWriterOptions Readable =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions Lenient =
        new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    internal static bool IsJson(ReadOnlySpan<byte> file) =>
        ByteOrderMark.Skip(file).TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    internal static byte[] Write(IEnumerable<Cookie> cookies)
    {
        using var file = new MemoryStream();
        using (var json = new Utf8JsonWriter(file, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("cookies");
            foreach (var cookie in cookies)
            {
                Write(json, cookie);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        file.Write("\n"u8);
        return file.ToArray();
    }

    /// <exception cref="FormatException">It is not JSON, or it holds no cookies.</exception>
    internal static IEnumerable<Cookie> Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var json = JsonDocument.Parse(file[^ByteOrderMark.Skip(file.Span).Length..], Lenient);
            var cookies = json.RootElement.ValueKind == JsonValueKind.Array
                ? json.RootElement
                : json.RootElement.GetProperty("cookies");
            return [.. cookies.EnumerateArray().Select(Read).OfType<Cookie>()];
        }
        catch (Exception reason) when (reason is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException(
                "The file is not a JSON file of cookies.", reason is JsonException ? reason : null);
        }
    }

    private static void Write(Utf8JsonWriter json, Cookie cookie)
    {
        json.WriteStartObject();
        json.WriteString("name", cookie.Name);
        json.WriteString("value", cookie.Value);
        json.WriteString("domain", cookie.Domain);
        json.WriteBoolean("hostOnly", cookie.HostOnly);
        json.WriteString("path", cookie.Path);
        WriteTime(json, "expires", cookie.Expires);
        json.WriteBoolean("secure", cookie.Secure);
        json.WriteBoolean("httpOnly", cookie.HttpOnly);
        json.WriteString("sameSite", cookie.SameSite?.ToString());
        json.WriteBoolean("partitioned", cookie.Partitioned);
        WriteTime(json, "created", cookie.Created);
        WriteTime(json, "lastAccessed", cookie.LastAccessed);
        json.WriteString(BytesMember, cookie.IsLatin1 ? "latin1" : "utf-8");
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } moment)
        {
            json.WriteString(name, moment.ToUniversalTime());
        }
        else
        {
            json.WriteNull(name);
        }
    }

    // Null when it is not a cookie. A missing member counts as the value that sends the cookie to fewer places.
    private static Cookie? Read(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && TextOf(one, "name") is { } name
            && TextOf(one, "value") is { } value && TextOf(one, "domain") is { } domain
            ? new Cookie
            {
                Name = name,
                Value = value,
                Domain = domain,
                HostOnly = Get(one, "hostOnly", JsonValueKind.False) is null,
                Path = TextOf(one, "path") ?? "/",
                Expires = TimeOf(one, "expires"),
                Secure = Get(one, "secure", JsonValueKind.True) is not null,
                HttpOnly = Get(one, "httpOnly", JsonValueKind.True) is not null,
                SameSite = Enum.TryParse<SameSite>(TextOf(one, "sameSite"), ignoreCase: true, out var sameSite)
                    && Enum.IsDefined(sameSite)
                    ? sameSite
                    : null,
                Partitioned = Get(one, "partitioned", JsonValueKind.True) is not null,
                Created = TimeOf(one, "created") ?? default,
                LastAccessed = TimeOf(one, "lastAccessed") ?? default,
                IsLatin1 = TextOf(one, BytesMember) == "latin1"
                    && !value.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF')
                    && !name.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'),
            }
            : null;

    private static JsonElement? Get(JsonElement one, string name, JsonValueKind kind) =>
        one.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    private static string? TextOf(JsonElement one, string name) => Get(one, name, JsonValueKind.String)?.GetString();

    private static DateTimeOffset? TimeOf(JsonElement one, string name) =>
        Get(one, name, JsonValueKind.String) is { } text && text.TryGetDateTimeOffset(out var time)
            ? time.ToUniversalTime()
            : null;
}
