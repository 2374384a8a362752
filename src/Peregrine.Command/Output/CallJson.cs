using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Peregrine;

/// <summary>A call as a JSON object. Its keys are documented, and stay.</summary>
internal sealed class CallJson(Plan plan)
{
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of an answer.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body, or null where it is in a file.</param>
    /// <param name="path">The file that has the body, or null.</param>
    /// <param name="code">The exit code of the command.</param>
    internal string Of(Response response, byte[]? body, string? path, ExitCode code) =>
        Of(response, null, code, json => WriteBody(json, body is null ? null : Kept(response, body), path));

    /// <summary>The text of a failure, and of the answer whose body did not come whole.</summary>
    internal string Of(Response? response, RequestException failure, ExitCode code) =>
        Of(response, failure, code, _ => { });

    private string Of(
        Response? response, RequestException? failure, ExitCode code, Action<Utf8JsonWriter> writeBody)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            if ((response?.Request ?? failure?.Request) is { } request)
            {
                WriteRequest(json, request);
            }

            if (response is not null)
            {
                WriteResponse(json, response, writeBody);
                WriteTimings(json, response.Timings);
            }

            WriteWay(json, response, failure);
            if (response is not null)
            {
                new ConnectionJson(json).Write(response.Connection);
            }

            if (failure is not null)
            {
                WriteError(json, failure, code);
            }

            json.WriteNumber("exitCode", (int)code);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private void WriteRequest(Utf8JsonWriter json, Request request)
    {
        json.WriteStartObject("request");
        json.WriteString("method", request.Method.Method);
        json.WriteString("url", Url(request.Url));
        WriteHeaders(json, request.Headers);
        json.WriteEndObject();
    }

    private void WriteResponse(Utf8JsonWriter json, Response response, Action<Utf8JsonWriter> writeBody)
    {
        json.WriteStartObject("response");
        json.WriteNumber("status", response.StatusCode);
        json.WriteString("reason", response.ReasonPhrase);
        json.WriteString("version", HttpVersionText.Of(response.Version));
        WriteHeaders(json, response.Headers);
        writeBody(json);
        json.WriteEndObject();
    }

    // A body that was streamed is not kept by its response. The type says how it is read.
    private static Response Kept(Response response, byte[] body) => Response.Create(
        response.Request,
        response.StatusCode,
        response.Headers["Content-Type"] is { } type ? Headers.Empty.Add("Content-Type", type) : Headers.Empty,
        body);

    private static void WriteBody(Utf8JsonWriter json, Response? kept, string? path)
    {
        if (kept is null)
        {
            json.WriteString("file", Path.GetFullPath(path!));
        }
        else if (BodyBytes.IsText(kept.ContentType, kept.Encoding, kept.Bytes))
        {
            json.WriteString("body", kept.Text);
        }
        else
        {
            json.WriteBase64String("bodyBase64", kept.Bytes);
        }
    }

    private static void WriteTimings(Utf8JsonWriter json, Timings timings)
    {
        json.WriteStartObject("timings");
        Write(json, "dns", timings.Dns);
        Write(json, "connect", timings.Connect);
        Write(json, "tls", timings.Tls);
        Write(json, "send", timings.Send);
        Write(json, "wait", timings.Wait);
        Write(json, "receive", timings.Receive);
        Write(json, "total", timings.Total);
        json.WriteEndObject();
    }

    private void WriteWay(Utf8JsonWriter json, Response? response, RequestException? failure)
    {
        json.WriteStartArray("attempts");
        foreach (var attempt in response?.Attempts ?? failure?.Attempts ?? [])
        {
            json.WriteStartObject();
            if (attempt.StatusCode is { } status)
            {
                json.WriteNumber("status", status);
            }

            if (attempt.Failure is { } cause)
            {
                json.WriteString("error", cause.Message);
            }

            Write(json, "delay", attempt.Delay);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("redirects");
        foreach (var redirect in response?.History ?? (failure as RedirectException)?.History ?? [])
        {
            json.WriteStartObject();
            json.WriteString("method", redirect.Method.Method);
            json.WriteString("url", Url(redirect.Url));
            json.WriteNumber("status", redirect.StatusCode);
            WriteHeaders(json, redirect.Headers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteError(Utf8JsonWriter json, RequestException failure, ExitCode code)
    {
        json.WriteStartObject("error");
        json.WriteString("kind", code.ToString().ToLowerInvariant());
        json.WriteString("message", FailureLine.Of(failure, plan.Address));
        json.WriteNumber("exitCode", (int)code);
        json.WriteEndObject();
    }

    // A list of pairs: a name may be there more than once, and the order counts.
    private void WriteHeaders(Utf8JsonWriter json, Headers headers)
    {
        json.WriteStartArray("headers");
        foreach (var field in headers)
        {
            json.WriteStartArray();
            json.WriteStringValue(field.Name);
            json.WriteStringValue(HeaderText.Value(field, plan.ShowsSecrets));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private string Url(Uri url) => plan.ShowsSecrets ? url.AbsoluteUri : AddressText.Of(url);

    private static void Write(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        if (time is { } length)
        {
            json.WriteNumber(name, Math.Round(length.TotalMilliseconds, 3));
        }
    }
}
