using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>A request as it came, in the form in which two of them are compared.</summary>
internal sealed partial record RecordedRequest(
    string Line, IReadOnlyList<(string Name, string Value)> Fields, byte[] Body)
{
    // What differs from program to program, and says nothing of what was typed.
    private static readonly string[] Immaterial =
        ["accept-encoding", "connection", "content-length", "expect", "proxy-connection"];

    // What each of them calls itself when the line says nothing.
    private static readonly string[] Agents = ["Peregrine/", "HTTPie/", "curl/"];

    /// <summary>One line for each thing that matters.</summary>
    internal IReadOnlyList<string> Facts() =>
    [
        Escape().Replace(Line, escape => escape.Value.ToUpperInvariant()),
        .. Fields.Where(IsMaterial).Select(field => $"{field.Name}: {ValueOf(field.Name, field.Value)}").Order(),
        BodyText(),
    ];

    private static bool IsMaterial((string Name, string Value) field) => !Immaterial.Contains(field.Name)
        && !(field.Name == "user-agent" && Agents.Any(one => field.Value.StartsWith(one, StringComparison.Ordinal)));

    // The boundary and the nonces of a digest are random; UTF-8 is what an urlencoded form is in.
    private static string ValueOf(string name, string value) => name switch
    {
        "content-type" => Boundary().Replace(value, "boundary=B")
            .Replace("; charset=utf-8", "", StringComparison.Ordinal),
        "authorization" when value.StartsWith("Digest ", StringComparison.Ordinal) =>
            string.Join(' ', DigestFact().Matches(value).Select(match => match.Value).Order()),
        _ => value,
    };

    private string BodyText()
    {
        var type = Fields.FirstOrDefault(field => field.Name == "content-type").Value ?? "";
        var isDeflated = Fields.Contains(("content-encoding", "deflate"));
        var text = Encoding.Latin1.GetString(isDeflated ? Inflated() : Body);
        if (Boundary().Match(type) is { Success: true } match)
        {
            return text.Replace(match.Groups["boundary"].Value, "B", StringComparison.Ordinal);
        }

        return type.StartsWith("application/json", StringComparison.Ordinal) ? Json(text) : text;
    }

    // Spaces and escapes of JSON are of no matter, numbers are compared by their value.
    private static string Json(string text)
    {
        try
        {
            return Numbers().Replace(
                JsonNode.Parse(Encoding.Latin1.GetBytes(text))?.ToJsonString() ?? "null", "${number}");
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private byte[] Inflated()
    {
        using var plain = new MemoryStream();
        using var inflating = new ZLibStream(new MemoryStream(Body), CompressionMode.Decompress);
        inflating.CopyTo(plain);
        return plain.ToArray();
    }

    // curl writes %3d, and others %3D.
    [GeneratedRegex("%[0-9A-Fa-f]{2}")]
    private static partial Regex Escape();

    [GeneratedRegex("boundary=\"?(?<boundary>[^\";]+)\"?")]
    private static partial Regex Boundary();

    [GeneratedRegex("(?<= )(username|realm|uri|nonce|qop)=\"?[^\", ]*\"?")]
    private static partial Regex DigestFact();

    [GeneratedRegex(@"(?<number>\b[0-9]+\.[0-9]*[1-9])0+\b")]
    private static partial Regex Numbers();
}
