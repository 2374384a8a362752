using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// Requests in one writing: fields sorted and in lower case, a body without framing, a boundary without its random
/// part.
/// </summary>
internal static partial class CurlRequest
{
    // What each client says of itself, and what curl alone adds: none of it is the case's.
    private static readonly string[] Own = ["user-agent", "accept", "accept-encoding", "proxy-connection"];

    internal static string Write(RecordedRequest request, IEnumerable<string> kept) =>
        Write(request.Line, request.Fields, Encoding.Latin1.GetString(request.Body), kept);

    /// <summary>The requests in the bytes that a case expects.</summary>
    internal static List<string> WriteAll(string bytes, IReadOnlyCollection<string> kept)
    {
        var requests = new List<string>();
        while (bytes.IndexOf("\r\n\r\n", StringComparison.Ordinal) is var end and >= 0)
        {
            var lines = bytes[..end].Split("\r\n");
            bytes = bytes[(end + 4)..];
            var fields = lines[1..];
            var body = "";
            if (Value(fields, "Transfer-Encoding") == "chunked")
            {
                (body, bytes) = Chunks(bytes);
            }
            else if (Value(fields, "Content-Type") is { } type && Boundary().Match(type) is { Success: true } boundary)
            {
                // The length was masked in some cases; the last boundary ends the body (RFC 2046, section 5.1.1).
                var last = bytes.IndexOf($"--{boundary.Groups[1].Value}--\r\n", StringComparison.Ordinal);
                var count = last < 0 ? 0 : last + boundary.Groups[1].Length + 6;
                (body, bytes) = (bytes[..count], bytes[count..]);
            }
            else if (Value(fields, "Content-Length") is { } length)
            {
                var count = Math.Min(int.Parse(length, CultureInfo.InvariantCulture), bytes.Length);
                (body, bytes) = (bytes[..count], bytes[count..]);
            }

            requests.Add(Write(lines[0], fields, body, kept));
        }

        return requests;
    }

    private static string Write(string line, IEnumerable<string> fields, string body, IEnumerable<string> kept)
    {
        var dropped = Own.Except(kept);
        var written = fields.Select(field => field.Split(':', 2))
            .Select(field => (Name: field[0].ToLowerInvariant(), Value: field[1].Trim()))
            .Where(field => !dropped.Contains(field.Name)).ToList();
        var type = written.FirstOrDefault(field => field.Name == "content-type").Value;
        if (type is not null && Boundary().Match(type) is { Success: true } boundary)
        {
            var random = boundary.Groups[1].Value;
            body = body.Replace(random, "BOUNDARY", StringComparison.Ordinal);
            written = [.. written.Where(field => field.Name != "content-length")
                .Select(
                    field => field with { Value = field.Value.Replace(random, "BOUNDARY", StringComparison.Ordinal) })];
        }

        var lines = written.Select(field => $"{field.Name}: {Unordered(field.Name, field.Value)}")
            .Order(StringComparer.Ordinal);
        return $"{line}\n{string.Join('\n', lines)}\n\n{body}";
    }

    // The parameters of an answer to Digest have no order (RFC 9110, section 11.2).
    private static string Unordered(string name, string value) =>
        name.EndsWith("authorization", StringComparison.Ordinal)
            && value.StartsWith("Digest ", StringComparison.Ordinal)
                ? "Digest " + string.Join(
                    ", ", Parameter().Matches(value[7..]).Select(match => match.Value).Order(StringComparer.Ordinal))
                : value;

    private static (string Body, string Behind) Chunks(string bytes)
    {
        var body = new StringBuilder();
        while (true)
        {
            var end = bytes.IndexOf("\r\n", StringComparison.Ordinal);
            var size = int.Parse(bytes[..end], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            body.Append(bytes, end + 2, size);
            bytes = bytes[(end + 2 + size + 2)..];
            if (size == 0)
            {
                return (body.ToString(), bytes);
            }
        }
    }

    private static string? Value(IEnumerable<string> fields, string name) =>
        fields.FirstOrDefault(
            field => field.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..]
            .Trim();

    [GeneratedRegex("boundary=\"?([^\";]+)")]
    private static partial Regex Boundary();

    [GeneratedRegex("""[a-zA-Z-]+=(?:"(?:[^"\\]|\\.)*"|[^,\s]+)""")]
    private static partial Regex Parameter();
}
