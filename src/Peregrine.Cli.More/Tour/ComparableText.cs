using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>A value as a text, for a comparison and for the message when it fails.</summary>
internal static class ComparableText
{
    internal static string Of(object? value) => value switch
    {
        null => "nothing",
        bool truth => truth ? "true" : "false",
        JsonValue json => json.ToString(),
        JsonNode json => json.ToJsonString(),
        TimeSpan span => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###} s"),
        string text => text,
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Of)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
