using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>A body in one line, without what proves who is asking.</summary>
internal static class BodyText
{
    private static readonly JsonSerializerOptions Compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What matters of a JSON body, or the start of any other.</summary>
    /// <param name="response">The response.</param>
    /// <param name="members">Names of members, such as <c>args</c> or <c>headers.Accept</c>; none for
    /// everything.</param>
    internal static string Of(Response response, IReadOnlyList<string> members) =>
        response.ContentType == "application/json"
            ? Of(members.Count == 0 ? response.Json() : Only(response.Json(), members))
            : response.Text.Trim();

    internal static string Of(JsonNode body)
    {
        var copy = body.DeepClone();
        Hide(copy);
        return copy.ToJsonString(Compact);
    }

    private static JsonObject Only(JsonNode body, IReadOnlyList<string> members)
    {
        var chosen = new JsonObject();
        foreach (var member in members)
        {
            Copy(body, chosen, member.Split('.'));
        }

        return chosen;
    }

    private static void Copy(JsonNode? from, JsonObject to, string[] path)
    {
        if (path is [var name])
        {
            to[name] = from?[name]?.DeepClone();
            return;
        }

        to[path[0]] ??= new JsonObject();
        Copy(from?[path[0]], to[path[0]]!.AsObject(), path[1..]);
    }

    private static void Hide(JsonNode? node)
    {
        foreach (var (name, value) in node is JsonObject members ? members.ToArray() : [])
        {
            if (value is JsonValue text && text.GetValueKind() == JsonValueKind.String)
            {
                node![name] = Masked.Value(name, text.ToString());
            }

            Hide(value);
        }
    }
}
