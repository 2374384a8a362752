using System.Text;
using System.Text.Unicode;

namespace Peregrine;

/// <summary>Tells texts from everything else, which a terminal is spared.</summary>
internal static class BodyBytes
{
    private static readonly string[] TextTypes =
    [
        "application/json", "application/xml", "application/javascript",
        "application/yaml", "application/jsonl", "application/x-ndjson",
        "application/x-www-form-urlencoded", "image/svg+xml",
    ];

    internal static bool IsText(Response response) => IsText(response.ContentType, response.Encoding, response.Bytes);

    internal static bool IsText(string? type, Encoding encoding, ReadOnlySpan<byte> bytes) => IsTextType(type)
        ? encoding is UnicodeEncoding or UTF32Encoding || !bytes.Contains((byte)0)
        : Utf8.IsValid(bytes) && !bytes.ContainsAnyInRange((byte)0, (byte)8);

    private static bool IsTextType(string? type) =>
        type is not null
        && (type.StartsWith("text/", StringComparison.Ordinal)
            || type.EndsWith("+json", StringComparison.Ordinal)
            || type.EndsWith("+xml", StringComparison.Ordinal)
            || TextTypes.Contains(type));
}
