using System.Globalization;
using System.Text;

namespace Peregrine;

/// <summary>
/// The parts of a multipart body that this library has written, read from its pieces: text around files. Pure.
/// </summary>
internal static class CurlParts
{
    private const string Disposition = "Content-Disposition: form-data; name=\"";
    private const string Type = "Content-Type: ";
    private const string FileName = "\"; filename=\"";

    /// <summary>The parts, or null where <c>-F</c> could not give one of them.</summary>
    internal static IReadOnlyList<CurlPart>? Read(MultipartBody body)
    {
        if (MediaType.Parameter(body.ContentType, "boundary") is not { } boundary
            || !body.Pieces.Any(piece => piece is FileBody))
        {
            return null;
        }

        var whole = new StringBuilder("\r\n");
        foreach (var (at, piece) in body.Pieces.Index())
        {
            if (piece.InMemory is { } bytes)
            {
                whole.Append(Encoding.Latin1.GetString(bytes.Span));
            }
            else if (piece is FileBody)
            {
                whole.Append(CultureInfo.InvariantCulture, $"\0{at}\0"); // No text that -F can give has a NUL.
            }
            else
            {
                return null;
            }
        }

        var parts = whole.ToString().Split($"\r\n--{boundary}")[1..^1].Select(part => PartOf(part, body.Pieces));
        List<CurlPart?> read = [.. parts];
        return read.Contains(null) ? null : [.. read.OfType<CurlPart>()];
    }

    private static CurlPart? PartOf(string part, IReadOnlyList<Body> pieces)
    {
        var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 2 || Utf8Of(part[2..end]) is not { } head || !head.StartsWith(Disposition, StringComparison.Ordinal))
        {
            return null;
        }

        var lines = head.Split("\r\n");
        var names = lines[0][Disposition.Length..^1].Split(FileName);
        var type = lines is [_, var second] && second.StartsWith(Type, StringComparison.Ordinal)
            ? second[Type.Length..]
            : null;
        var name = Plain(names[0]);
        var file = names is [_, var told] ? Plain(told) : null;
        var content = part[(end + 4)..];
        return lines.Length > 2 || (lines.Length == 2 && type is null) || name.Contains('=', StringComparison.Ordinal)
            || HasControls(name) || HasControls(file ?? "") ? null
            : content is ['\0', .. var index, '\0'] ? OfFile(name, file, type, pieces, index)
            : Utf8Of(content) is { } text && !HasControls(text) && (file is null || type is not null)
                ? new CurlPart(name, file, type, text, null)
            : null;
    }

    private static CurlPart? OfFile(
        string name, string? file, string? type, IReadOnlyList<Body> pieces, string index) =>
        file is not null && type is not null
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            && pieces.ElementAtOrDefault(at) is FileBody { Path: var path }
                ? new CurlPart(name, file, type, null, path)
                : null;

    // Curl escapes them again.
    private static string Plain(string name) => name.Replace("%22", "\"", StringComparison.Ordinal);

    private static bool HasControls(string text) => text.Any(c => char.IsControl(c) && c != '\n');

    private static string? Utf8Of(string latin)
    {
        var bytes = Encoding.Latin1.GetBytes(latin);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }
}
