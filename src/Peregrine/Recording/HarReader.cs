using System.Globalization;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Reads an entry of a HAR, whichever program wrote it: what is missing, of another type, or -1 counts as not known.
/// Pure.
/// </summary>
internal static class HarReader
{
    internal static HarEntry Entry(JsonElement entry)
    {
        var timings = Timings(Object(entry, "timings"));
        var request = Request(Object(entry, "request"));
        return new HarEntry
        {
            StartedAt = DateTimeOffset.TryParse(
                Text(entry, "startedDateTime"),
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at)
                    ? at
                    : default,
            Time = Time(entry, "time") ?? timings.Sum,
            Request = request,
            Response = Response(Object(entry, "response"), Text(entry, "_error")),
            Timings = timings,
            ServerAddress = Text(entry, "serverIPAddress")?.Trim('[', ']') is { Length: > 0 } address ? address : null,
            Connection = Text(entry, "connection") is { Length: > 0 } connection ? connection : null,
            Id = Number(entry, "_id"),
            CallId = Number(entry, "_call"),
            Follows = Number(entry, "_follows"),
            Reason = Text(entry, "_reason"),
            Error = Text(entry, "_error") ?? Text(Object(entry, "response"), "_error"),
            Comment = Text(entry, "comment"),
        };
    }

    private static HarRequest Request(JsonElement request)
    {
        var headers = Fields(request, "headers");
        var body = Object(request, "postData");
        var type = headers[HeaderNames.ContentType] ?? TypeOf(Text(body, "mimeType"));
        return new HarRequest
        {
            Method = Text(request, "method") is { Length: > 0 } method ? method : "GET",
            Url = Text(request, "url") ?? "",
            Version = VersionOf(Text(request, "httpVersion")),
            Headers = headers,
            ContentType = type,
            Bytes = Bytes(body, type) ?? HarText.BytesOf(FormOf(body), type),
            Sent = Number(request, "bodySize") ?? -1,
            IsCut = IsTrue(body, "_cut"),
            Comment = Text(request, "comment"),
        };
    }

    private static HarResponse Response(JsonElement response, string? error)
    {
        var headers = Fields(response, "headers");
        var content = Object(response, "content");
        var type = headers[HeaderNames.ContentType] ?? TypeOf(Text(content, "mimeType"));
        var bytes = Bytes(content, type);
        var size = Number(content, "size") is { } told && told >= 0 ? told : (long?)null;
        var status = (int)Math.Clamp(Number(response, "status") ?? 0, 0, 999);
        return new HarResponse
        {
            StatusCode = status,
            ReasonPhrase = Text(response, "statusText") ?? "",
            Version = VersionOf(Text(response, "httpVersion")),
            Headers = headers,
            Trailers = Fields(response, "_trailers"),
            ContentType = type,
            Bytes = bytes ?? [],
            Size = size,
            BytesReceived = Number(response, "bodySize") is { } received && received >= 0 ? received : null,
            // A browser leaves out the text of a body that it has not kept, and tells its size.
            IsCut = IsTrue(content, "_cut") || (bytes is null && size > 0 && status is not 304)
                || (error is not null && status > 0),
            Comment = Text(content, "comment") ?? Text(response, "comment"),
        };
    }

    private static HarTimings Timings(JsonElement timings)
    {
        var (connect, tls) = (Time(timings, "connect"), Time(timings, "ssl"));
        return new HarTimings
        {
            Pool = Time(timings, "blocked"),
            Dns = Time(timings, "dns"),
            // It has both; of a program that counts them apart, it is shorter.
            Connect = connect is { } both && tls is { } one && both >= one ? both - one : connect,
            Tls = tls,
            Send = Time(timings, "send"),
            Wait = Time(timings, "wait"),
            Receive = Time(timings, "receive"),
        };
    }

    // Null where there is no text.
    private static byte[]? Bytes(JsonElement content, string? type)
    {
        if (Text(content, "text") is not { } text)
        {
            return null;
        }

        var encoding = Text(content, "encoding") ?? Text(content, "_encoding");
        if (!string.Equals(encoding, "base64", StringComparison.OrdinalIgnoreCase))
        {
            return HarText.BytesOf(text, type);
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            ? bytes[..length]
            : HarText.BytesOf(text, type);
    }

    private static string FormOf(JsonElement body) => string.Join('&', Items(body, "params").Select(
        static pair => $"{UrlEscaping.Form(Text(pair, "name") ?? "")}={UrlEscaping.Form(Text(pair, "value") ?? "")}"));

    private static Headers Fields(JsonElement parent, string name) => new(
    [
        .. Items(parent, name)
            .Select(static field => (Name: Text(field, "name") ?? "", Value: Text(field, "value") ?? ""))
            // Chromium shows the repeated lines of a field as lines of one value.
            .SelectMany(static field => field.Value.Split('\n').Select(value => (field.Name, Value: value.Trim())))
            .Where(static field => HeaderRules.IsToken(field.Name) && HeaderRules.IsValue(field.Value))
            .Select(static field => new Header(field.Name, field.Value)),
    ]);

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } array
            ? array.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static JsonElement Object(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Object } inner ? inner : default;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    internal static string? Text(JsonElement parent, string name) => Member(parent, name) switch
    {
        { ValueKind: JsonValueKind.String } text => TextOf(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    // A surrogate on its own is no text to the platform.
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static double? Double(JsonElement parent, string name) =>
        double.TryParse(Text(parent, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    private static long? Number(JsonElement parent, string name) =>
        Double(parent, name) is { } number && Math.Abs(number) < long.MaxValue ? (long)number : null;

    private static TimeSpan? Time(JsonElement parent, string name) =>
        Double(parent, name) is { } milliseconds && milliseconds is >= 0 and < 1e12
            ? TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond))
            : null;

    private static bool IsTrue(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.True };

    private static string? TypeOf(string? type) => type is null or "" or "x-unknown" ? null : type;

    // HTTP/1.1, HTTP/2, HTTP/2.0, h2, http/2+quic/46, h3-29, h3 …
    private static Version VersionOf(string? name) => name?.ToLowerInvariant() switch
    {
        { } quic when quic.StartsWith("h3", StringComparison.Ordinal)
            || quic.StartsWith("http/3", StringComparison.Ordinal)
            || quic.Contains("quic", StringComparison.Ordinal) => System.Net.HttpVersion.Version30,
        { } two when two.StartsWith("h2", StringComparison.Ordinal)
            || two.StartsWith("http/2", StringComparison.Ordinal) => System.Net.HttpVersion.Version20,
        "http/1.0" => System.Net.HttpVersion.Version10,
        _ => System.Net.HttpVersion.Version11,
    };
}
