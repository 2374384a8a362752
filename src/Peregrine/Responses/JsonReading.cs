using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>Reads a body as JSON. What can't be read is an error about its response.</summary>
internal static class JsonReading
{
    /// <exception cref="DecodingException">There is no body, or it is not JSON for this type.</exception>
    /// <exception cref="InvalidOperationException">The type can't be read from JSON at all.</exception>
    internal static T Read<T>(ReadOnlySpan<byte> body, Response response, JsonSerializerOptions? options)
    {
        RefuseEmpty(body, response);
        var contract = JsonContracts.For<T>(options);
        try
        {
            return JsonText.Deserialize(JsonEncoding.Utf8Of(body, response.Headers), contract);
        }
        catch (JsonException reason)
        {
            throw Failure(response, $"is not JSON for {typeof(T)}", reason);
        }
        catch (NotSupportedException reason)
        {
            throw new InvalidOperationException($"{typeof(T)} can't be read from JSON, whatever the body is.", reason);
        }
    }

    /// <exception cref="DecodingException">There is no body, it is not JSON, or it is JSON's null.</exception>
    internal static JsonNode ReadNode(ReadOnlySpan<byte> body, Response response)
    {
        RefuseEmpty(body, response);
        try
        {
            return JsonText.ParseNode(JsonEncoding.Utf8Of(body, response.Headers))
                ?? throw Failure(
                    response, "is JSON null, which is not a JsonNode: use Json<T>() with a T that can be null", null);
        }
        catch (JsonException reason)
        {
            throw Failure(response, "is not JSON", reason);
        }
    }

    /// <summary>One of many values in a body, in UTF-8.</summary>
    /// <exception cref="DecodingException">It is not JSON for this type.</exception>
    internal static T ReadItem<T>(
        ReadOnlySpan<byte> item, JsonTypeInfo<T> contract, Response response, string what, long number)
    {
        try
        {
            return JsonText.Deserialize(item, contract);
        }
        catch (JsonException reason)
        {
            throw Failure(
                response,
                string.Create(CultureInfo.InvariantCulture, $"is not JSON for {typeof(T)} in {what} {number}"),
                reason);
        }
        catch (NotSupportedException reason)
        {
            throw new InvalidOperationException($"{typeof(T)} can't be read from JSON, whatever the body is.", reason);
        }
    }

    internal static DecodingException NotAnArray(Response response) =>
        Failure(response, "is not one whole JSON array", null);

    /// <summary>The failure of a call that has to return a value when there is no body.</summary>
    internal static DecodingException NoBodyFor(Type type, Response response) =>
        Failure(response, $"is empty, so there is no {type.Name}: use the plain form of "
            + $"{response.Request.Method.Method}, which gives the Response", null);

    internal static void RefuseEmpty(ReadOnlySpan<byte> body, Response response)
    {
        if (body.IsEmpty)
        {
            throw Failure(response, "is empty, so there is no JSON in it", null);
        }
    }

    // The place of the error in the JSON, by the names of the server; never the value there.
    private static string PlaceOf(Exception? reason)
    {
        if (reason is not JsonException json)
        {
            return "";
        }

        var path = string.IsNullOrEmpty(json.Path) || json.Path == "$"
            ? ""
            : $" at {Redaction.Printable(json.Path, 200)}";
        return json.LineNumber is { } line && json.BytePositionInLine is { } position
            ? string.Create(CultureInfo.InvariantCulture, $"{path} (line {line + 1}, byte {position + 1})")
            : path;
    }

    /// <summary>A failure that names the response and its type.</summary>
    /// <param name="response">The response.</param>
    /// <param name="what">What its body is: the rest of the sentence.</param>
    /// <param name="reason">What the reader says, if there is one.</param>
    internal static DecodingException Failure(Response response, string what, Exception? reason) =>
        new(
            $"The body of {response.Request} ({response.StatusCode}, "
            + $"{Redaction.Printable(response.ContentType ?? "no content type")}) {what}{PlaceOf(reason)}.",
            response.Request,
            reason,
            response)
        {
            Elapsed = response.CallElapsed,
            Attempts = response.Attempts,
        };
}
