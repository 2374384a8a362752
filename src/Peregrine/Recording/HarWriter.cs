using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Peregrine;

/// <summary>
/// Writes an entry as HAR 1.2. What that has no place for stands in members that begin with an underscore, as the
/// format asks for. Pure.
/// </summary>
internal static class HarWriter
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static byte[] ToBytes(HarEntry entry)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            Write(json, entry);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, HarEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("startedDateTime", entry.StartedAt.ToString("O", CultureInfo.InvariantCulture));
        WriteTime(json, "time", entry.Time);
        Write(json, entry.Request);
        Write(json, entry.Response);
        json.WriteStartObject("cache");
        json.WriteEndObject();
        Write(json, entry.Timings);
        WriteText(json, "serverIPAddress", entry.ServerAddress);
        WriteText(json, "connection", entry.Connection);
        WriteNumber(json, "_id", entry.Id);
        WriteNumber(json, "_call", entry.CallId);
        WriteNumber(json, "_follows", entry.Follows);
        WriteText(json, "_reason", entry.Reason);
        WriteText(json, "_error", entry.Error);
        WriteText(json, "comment", entry.Comment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HarRequest request)
    {
        json.WriteStartObject("request");
        json.WriteString("method", request.Method);
        json.WriteString("url", request.Url);
        json.WriteString("httpVersion", NameOf(request.Version));
        WritePairs(json, "cookies", HarPairs.Cookies(request.Headers));
        WriteFields(json, "headers", request.Headers);
        WritePairs(json, "queryString", HarPairs.Query(request.Url));
        if (request.Bytes.Length > 0 || request.IsCut)
        {
            WriteBody(json, request);
        }

        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", request.Sent);
        WriteText(json, "comment", request.Comment);
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, HarRequest request)
    {
        json.WriteStartObject("postData");
        json.WriteString("mimeType", request.ContentType ?? "");
        if (HarText.TextOf(request.Bytes, request.ContentType) is { } text)
        {
            if (MediaType.NameOf(request.ContentType) == FormBody.ContentType)
            {
                WritePairs(json, "params", HarPairs.Form(text));
            }

            json.WriteString("text", text);
        }
        else
        {
            json.WriteBase64String("text", request.Bytes);
            json.WriteString("_encoding", "base64");
        }

        WriteCut(json, request.IsCut);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HarResponse response)
    {
        json.WriteStartObject("response");
        json.WriteNumber("status", response.StatusCode);
        json.WriteString("statusText", response.ReasonPhrase);
        json.WriteString("httpVersion", NameOf(response.Version));
        HarPairs.WriteSetCookies(json, response.Headers);
        WriteFields(json, "headers", response.Headers);
        WriteContent(json, response);
        json.WriteString("redirectURL", response.Headers[HeaderNames.Location] ?? "");
        json.WriteNumber("headersSize", -1);
        json.WriteNumber("bodySize", response.BytesReceived ?? -1);
        if (response.Trailers.Count > 0)
        {
            WriteFields(json, "_trailers", response.Trailers);
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, HarResponse response)
    {
        json.WriteStartObject("content");
        var size = response.Size ?? response.Bytes.Length;
        json.WriteNumber("size", size);
        if (response.BytesReceived is { } received && !response.IsCut && received != size)
        {
            json.WriteNumber("compression", size - received);
        }

        json.WriteString("mimeType", response.ContentType ?? "");
        if (HarText.TextOf(response.Bytes, response.ContentType) is { } text)
        {
            json.WriteString("text", text);
        }
        else
        {
            json.WriteBase64String("text", response.Bytes);
            json.WriteString("encoding", "base64");
        }

        WriteCut(json, response.IsCut);
        WriteText(json, "comment", response.Comment);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HarTimings timings)
    {
        json.WriteStartObject("timings");
        WriteTime(json, "blocked", timings.Pool);
        WriteTime(json, "dns", timings.Dns);
        WriteTime(json, "connect", timings.Connect is null && timings.Tls is null
            ? null
            : (timings.Connect ?? TimeSpan.Zero) + (timings.Tls ?? TimeSpan.Zero));
        WriteTime(json, "ssl", timings.Tls);
        WriteTime(json, "send", timings.Send ?? TimeSpan.Zero);
        WriteTime(json, "wait", timings.Wait ?? TimeSpan.Zero);
        WriteTime(json, "receive", timings.Receive ?? TimeSpan.Zero);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, string name, Headers headers) =>
        WritePairs(json, name, headers.Select(static field => (field.Name, field.Value)));

    private static void WritePairs(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> pairs)
    {
        json.WriteStartArray(name);
        foreach (var pair in pairs)
        {
            json.WriteStartObject();
            json.WriteString("name", pair.Name);
            json.WriteString("value", pair.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteCut(Utf8JsonWriter json, bool isCut)
    {
        if (isCut)
        {
            json.WriteBoolean("_cut", true);
        }
    }

    // A step that did not happen is -1.
    private static void WriteTime(Utf8JsonWriter json, string name, TimeSpan? time) =>
        json.WriteNumber(name, time is { } took ? Math.Round(took.TotalMilliseconds, 4) : -1);

    private static string NameOf(Version version) =>
        version.Major == 1 ? $"HTTP/{version.ToString(2)}" : $"HTTP/{version.Major}";
}
