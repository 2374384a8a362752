using System.Text.Json;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>A case of urls.json: what its client expects and what we make of it, as texts that compare.</summary>
internal sealed class UrlCase(JsonElement given)
{
    internal const string Refused = "refused";

    internal string Id => given.GetProperty("id").GetString()!;

    internal string Kind => given.GetProperty("kind").GetString()!;

    /// <summary>The text that is read; of two the first.</summary>
    internal string Input => Text("input") ?? Text("a") ?? Text("from") ?? "";

    /// <summary>Where it is read from, or the second of two.</summary>
    internal string? Other => Text("base") ?? Text("b") ?? Text("to");

    internal bool HasQuery => Kind == "params" || (Kind == "queryString" && Text("input") is null);

    internal JsonElement Outcome => given.GetProperty("expected");

    internal bool MustFail =>
        (Outcome.ValueKind == JsonValueKind.Object && Outcome.TryGetProperty("failure", out _))
        || (Outcome.ValueKind == JsonValueKind.String && Kind != "whatwg" && Outcome.GetRawText() == "\"error\"");

    internal string Expected => MustFail ? Refused : UrlExpectation.Of(this);

    internal string Actual
    {
        get
        {
            try
            {
                return UrlOutcome.Of(this);
            }
            catch (InvalidUrlException)
            {
                return Refused;
            }
        }
    }

    internal QueryValues Query
    {
        get
        {
            var query = new QueryValues();
            foreach (var value in given.GetProperty(Kind == "params" ? "params" : "input").EnumerateObject())
            {
                query.Add(value.Name, ValueOf(value.Value));
            }

            return query;
        }
    }

    /// <summary>The text of a value. A lone surrogate is no string to System.Text.Json; to C# it is one.</summary>
    internal static string StringOf(JsonElement value) => Regex.Unescape(value.GetRawText()[1..^1]);

    private string? Text(string name) =>
        given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? StringOf(value) : null;

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.Number => value.GetDecimal(),
        JsonValueKind.Array => value.EnumerateArray().Select(ValueOf).ToArray(),
        _ => StringOf(value),
    };
}
