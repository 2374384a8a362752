using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>A problem that a server describes (RFC 9457).</summary>
public sealed record Problem
{
    internal const string MediaType = "application/problem+json";

    /// <summary>What kind of problem it is, a URI reference. The default is <c>about:blank</c>.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>A short summary, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The status that the problem names, or null.</summary>
    public int? Status { get; init; }

    /// <summary>What happened this time, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>This occurrence, a URI reference, or null.</summary>
    public string? Instance { get; init; }

    /// <summary>The members that the standard does not know.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Extensions { get; init; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, JsonNode?>.Empty;

    /// <summary>The status and the summary; what else the server said may repeat what it was sent.</summary>
    public override string ToString() => $"{Status} {Redaction.Printable(Title ?? Type)}".Trim();

    /// <summary>
    /// The problem, or null when the bytes are no JSON object. A member of the wrong type counts as absent (section
    /// 3.1).
    /// </summary>
    internal static Problem? Parse(ReadOnlySpan<byte> body, Headers headers)
    {
        try
        {
            var text = JsonEncoding.Utf8Of(body, headers);
            // Bad bytes become U+FFFD, as in Text.
            var read = Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
            return JsonText.ParseNode(read) is JsonObject members ? FromJson(members) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Problem FromJson(JsonObject members) => new()
    {
        Type = Text(members, "type") ?? "about:blank",
        Title = Text(members, "title"),
        Status = members["status"] is JsonValue value && value.TryGetValue<int>(out var status) ? status : null,
        Detail = Text(members, "detail"),
        Instance = Text(members, "instance"),
        Extensions = members.Where(
            member => member.Key is not ("type" or "title" or "status" or "detail" or "instance"))
            .ToDictionary(member => member.Key, member => member.Value, StringComparer.Ordinal),
    };

    private static string? Text(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
