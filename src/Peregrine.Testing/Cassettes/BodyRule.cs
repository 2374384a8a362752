using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>The body is the same, by what its content type makes of it.</summary>
internal sealed class BodyRule : MatchRule
{
    internal override string? Difference(HarRequest recorded, HarRequest asked, Request request)
    {
        if (asked.IsCut && !(recorded.IsCut && asked.Bytes.Length > 0))
        {
            return request.Body is { IsReplayable: false }
                ? "body: it can be sent once, so it can't be compared; give it as Body.Bytes or Body.File, or set "
                    + "Match without CassetteMatch.Body"
                : "body: it is larger than the recorded one, or its content coding can't be undone";
        }

        var type = TypeOf(asked);
        if (recorded.IsCut)
        {
            var length = recorded.Bytes.Length;
            return asked.Bytes.Length >= length
                && MaskedText.AreAlike(TextOf(recorded), Encoding.Latin1.GetString(asked.Bytes, 0, length))
                    ? null
                    : "body: it begins otherwise than the recorded one, which was cut";
        }

        return type?.MediaType?.ToLowerInvariant() switch
        {
            { } json when json == "application/json" || json.EndsWith("+json", StringComparison.Ordinal) =>
                JsonDifference(recorded, asked),
            "application/x-www-form-urlencoded" => PairRule.Difference(
                "field", PairRule.Pairs(TextOf(recorded)), PairRule.Pairs(TextOf(asked))),
            { } parts when parts.StartsWith("multipart/", StringComparison.Ordinal) =>
                TextDifference(WithoutBoundary(recorded), WithoutBoundary(asked)),
            _ => TextDifference(TextOf(recorded), TextOf(asked)),
        };
    }

    internal override int Masks(HarRequest recorded) => MaskedText.Count(TextOf(recorded));

    private static string? TextDifference(string recorded, string asked) =>
        MaskedText.AreAlike(recorded, asked)
            ? null
            : MatchTexts.Differ("body", Around(recorded, asked), Around(asked, recorded));

    // From a little before the first difference.
    private static string Around(string text, string other)
    {
        var same = text.AsSpan().CommonPrefixLength(other);
        return text[Math.Max(0, same - 20)..];
    }

    private static string? JsonDifference(HarRequest recorded, HarRequest asked)
    {
        try
        {
            using var one = JsonDocument.Parse(recorded.Bytes);
            using var other = JsonDocument.Parse(asked.Bytes);
            return JsonDifferences.First("", one.RootElement, other.RootElement);
        }
        catch (JsonException)
        {
            return TextDifference(TextOf(recorded), TextOf(asked));
        }
    }

    // Each byte is one character: a body need not be text to be compared.
    private static string TextOf(HarRequest request) => Encoding.Latin1.GetString(request.Bytes);

    private static string WithoutBoundary(HarRequest request) =>
        TypeOf(request)?.Parameters.FirstOrDefault(static parameter => string.Equals(
            parameter.Name, "boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"')
            is { Length: > 0 } boundary
            ? TextOf(request).Replace("--" + boundary, "--boundary", StringComparison.Ordinal)
            : TextOf(request);

    private static MediaTypeHeaderValue? TypeOf(HarRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? type : null;
}
