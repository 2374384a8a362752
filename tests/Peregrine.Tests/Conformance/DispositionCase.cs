using System.Text.Json;

namespace Peregrine;

/// <summary>A case of content-disposition.json: what its client reads or writes, and what we do, as one text.</summary>
internal sealed class DispositionCase(JsonElement given)
{
    internal string Id => given.GetProperty("id").GetString()!;

    internal string Function => given.GetProperty("fn").GetString()!;

    /// <summary>Whether that client warns, and keeps nothing of what it warns of.</summary>
    internal bool IsMalformed => given.TryGetProperty("invalid", out var invalid) && invalid.GetBoolean();

    internal bool IsStrict => given.GetProperty("dialect").GetString()!.StartsWith("strict", StringComparison.Ordinal);

    internal string? Input => given.GetProperty("input") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } call when call.TryGetProperty("args", out var arguments) =>
            DispositionText.Write(arguments[0].GetProperty("type").GetString()!, Pairs(arguments[0])),
        _ => null,
    };

    internal string Expected => (Function, given.GetProperty("expected")) switch
    {
        ("create" or "format", var wanted) =>
            wanted.ValueKind == JsonValueKind.String ? wanted.GetString()! : "refused",
        ("filename", var wanted) => wanted.GetString() ?? "none",
        (_, var wanted) => !wanted.TryGetProperty("type", out var type) ? Actual : $"{type}: {Text(Wanted(wanted))}",
    };

    internal string Actual => Function switch
    {
        "create" => Refusable(
            () => new ContentDisposition(Option("type")?.GetString() ?? "attachment", Input) { Fallback = Fallback }
                .ToString()),
        "format" => Refusable(Formatted),
        "filename" => DispositionParser.FileNameOf(Given) ?? "none",
        _ when ContentDisposition.Parse(Input) is var read => $"{read.Type}: {Text(Read(read))}",
        _ => "",
    };

    private string? Fallback => Option("fallback") switch
    {
        { ValueKind: JsonValueKind.False } => "",
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => null,
    };

    // That client gives what a name* was decoded to under its own name.
    private Dictionary<string, string> Given => given.GetProperty("parameters").EnumerateObject()
        .GroupBy(one => one.Name == "filename*" ? "filename" : one.Name)
        .ToDictionary(
            one => one.Key, one => one.OrderBy(value => value.Name == "filename*" ? 0 : 1).First().Value.GetString()!);

    internal JsonElement? Option(string name) =>
        given.TryGetProperty("options", out var options) && options.TryGetProperty(name, out var option)
            ? option
            : null;

    private static string Refusable(Func<string> write)
    {
        try
        {
            return write();
        }
        catch (ArgumentException)
        {
            return "refused";
        }
    }

    private string Formatted()
    {
        var input = given.GetProperty("input");
        var type = input.TryGetProperty("type", out var named) ? named.GetString()! : "";
        return Option("multipart") is { ValueKind: JsonValueKind.True }
            ? type + string.Concat(
                Pairs(input).Select(one => $"; {one.Key}=\"{DispositionText.EscapedOfPart(one.Value)}\""))
            : DispositionText.Write(type, Pairs(input));
    }

    // aiohttp gives a name* decoded, under its own name, and leaves out one that it can't decode.
    private Dictionary<string, string> Wanted(JsonElement wanted) => !IsStrict
        ? new(Pairs(wanted))
        : Pairs(wanted).OrderBy(one => IsEncoded(one.Key) ? 0 : 1).DistinctBy(one => Plain(one.Key))
            .ToDictionary(one => Plain(one.Key), one => one.Value);

    // We give what it was decoded to as the name, and beside it what was there.
    private Dictionary<string, string> Read(ContentDisposition read) =>
        new(read.Parameters.Where(one => !IsStrict || !IsEncoded(one.Key)));

    private static bool IsEncoded(string name) =>
        name.EndsWith('*') && !name[..^1].Contains('*', StringComparison.Ordinal);

    private static string Plain(string name) => IsEncoded(name) ? name[..^1] : name;

    private static IEnumerable<KeyValuePair<string, string>> Pairs(JsonElement one) =>
        one.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateObject().Select(pair => KeyValuePair.Create(pair.Name, pair.Value.GetString()!))
            : [];

    private static string Text(Dictionary<string, string> parameters) =>
        string.Join("; ", parameters.Select(one => $"{one.Key}={one.Value}").Order(StringComparer.Ordinal));
}
