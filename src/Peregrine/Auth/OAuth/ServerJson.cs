using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>
/// Reads JSON of a server or a file that may be damaged. Invalid text (bytes of another charset, half a surrogate pair)
/// counts as missing, and is never an exception when a member is read. Pure.
/// </summary>
internal static class ServerJson
{
    private const int MaxDepth = 1024;

    /// <summary>
    /// The first JSON value of a body, or null when there is none. Bytes that are no UTF-8 are read as Latin-1.
    /// </summary>
    internal static JsonDocument? Parse(ReadOnlySpan<byte> body, Headers? headers = null)
    {
        var text = JsonEncoding.Utf8Of(body, headers ?? Headers.Empty);
        if (!Utf8.IsValid(text))
        {
            text = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(text));
        }

        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The members of an object; none of anything else. A member whose name is invalid text is left out.
    /// </summary>
    internal static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var member in json.EnumerateObject())
        {
            if (NameOf(member) is { } name)
            {
                yield return (name, member.Value);
            }
        }
    }

    /// <summary>A member of an object, or null. The last one counts when a name is repeated.</summary>
    internal static JsonElement? Member(JsonElement json, string name)
    {
        JsonElement? found = null;
        foreach (var (key, value) in Members(json))
        {
            found = key == name ? value : found;
        }

        return found;
    }

    /// <summary>The text of a JSON string; null when it is not a string, or holds half a surrogate pair.</summary>
    internal static string? Text(JsonElement? json)
    {
        try
        {
            return json is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
