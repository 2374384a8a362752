namespace Peregrine;

/// <summary>What a media type says of how a body is shown.</summary>
internal static class BodyTypes
{
    internal const string Events = "text/event-stream";

    private static readonly string[] Lines =
    [
        Events, "application/x-ndjson", "application/ndjson", "application/jsonl", "application/json-lines",
        "application/x-jsonlines", "application/json-seq",
    ];

    private static readonly string[] Texts =
    [
        "application/json", "application/xml", "application/javascript", "application/yaml",
        "application/x-www-form-urlencoded", "image/svg+xml",
    ];

    /// <summary>Whether each line stands for itself, and may come long after the one before.</summary>
    internal static bool IsLines(string? type) => type is not null && Lines.Contains(type);

    internal static bool IsJson(string? type) =>
        type == "application/json" || type?.EndsWith("+json", StringComparison.Ordinal) == true;

    internal static bool IsXml(string? type) =>
        type is "application/xml" or "text/xml" || type?.EndsWith("+xml", StringComparison.Ordinal) == true;

    internal static bool IsText(string? type) =>
        type is not null
        && (type.StartsWith("text/", StringComparison.Ordinal)
            || type.EndsWith("+json", StringComparison.Ordinal)
            || type.EndsWith("+xml", StringComparison.Ordinal)
            || Texts.Contains(type) || Lines.Contains(type));
}
