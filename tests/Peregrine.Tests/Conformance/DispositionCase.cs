using System.Text.Json;

namespace Peregrine;

/// <summary>A case of content-disposition.json: what its client reads, and what we read, as one text.</summary>
internal sealed class DispositionCase(JsonElement given)
{
    internal string Id => given.GetProperty("id").GetString()!;

    internal string Function => given.GetProperty("fn").GetString()!;

    internal bool IsStrict => given.GetProperty("dialect").GetString()!.StartsWith("strict", StringComparison.Ordinal);

    internal bool HasOptions => given.TryGetProperty("options", out _);

    internal string Expected => Function is "create" or "format"
        ? given.GetProperty("expected").ToString()
        : Function == "filename"
        ? given.GetProperty("expected").GetString() ?? "none"
        : !given.GetProperty("expected").TryGetProperty("type", out var type) ? Actual
        : $"{type}: {Text(given.GetProperty("expected").GetProperty("parameters"))}";

    internal string Actual
    {
        get
        {
            if (Function is "create" or "format")
            {
                return "not written here";
            }

            if (Function == "filename")
            {
                return new ContentDisposition("attachment", Given).FileName ?? "none";
            }

            var read = ContentDisposition.Parse(given.GetProperty("input") is { ValueKind: JsonValueKind.String } input ? input.GetString() : null);
            return $"{read.Type}: {string.Join("; ", read.Parameters.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal))}";
        }
    }

    // That client gives what a name* was decoded to under its own name.
    private Dictionary<string, string> Given => given.GetProperty("parameters").EnumerateObject()
        .GroupBy(one => one.Name == "filename*" ? "filename" : one.Name)
        .ToDictionary(one => one.Key, one => one.OrderBy(value => value.Name == "filename*" ? 0 : 1).First().Value.GetString()!);

    private static string Text(JsonElement parameters) =>
        string.Join("; ", parameters.EnumerateObject().Select(one => $"{one.Name}={one.Value}").Order(StringComparer.Ordinal));
}
