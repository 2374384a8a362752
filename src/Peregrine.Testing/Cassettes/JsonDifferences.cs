using System.Text.Json;

namespace Peregrine;

/// <summary>Compares JSON by value: the order of members does not count. Pure.</summary>
internal static class JsonDifferences
{
    /// <summary>The first place where two values differ, or null.</summary>
    /// <param name="path">The place as a JSON Pointer (RFC 6901).</param>
    /// <param name="recorded">What was recorded.</param>
    /// <param name="asked">What is to be sent.</param>
    internal static string? First(string path, JsonElement recorded, JsonElement asked)
    {
        if (IsMask(recorded) || IsMask(asked))
        {
            return null;
        }

        if (recorded.ValueKind != asked.ValueKind)
        {
            return Differ(path, recorded, asked);
        }

        return recorded.ValueKind switch
        {
            JsonValueKind.Object => FirstOfMembers(path, recorded, asked),
            JsonValueKind.Array => FirstOfItems(path, recorded, asked),
            JsonValueKind.String => AreAlike(recorded, asked) ? null : Differ(path, recorded, asked),
            _ => JsonElement.DeepEquals(recorded, asked) ? null : Differ(path, recorded, asked),
        };
    }

    private static string? FirstOfMembers(string path, JsonElement recorded, JsonElement asked)
    {
        foreach (var member in recorded.EnumerateObject())
        {
            var inner = $"{path}/{member.Name}";
            if (!asked.TryGetProperty(member.Name, out var other))
            {
                return MatchTexts.Differ($"body {inner}", member.Value.GetRawText(), null);
            }

            if (First(inner, member.Value, other) is { } difference)
            {
                return difference;
            }
        }

        foreach (var member in asked.EnumerateObject())
        {
            if (!recorded.TryGetProperty(member.Name, out _))
            {
                return MatchTexts.Differ($"body {path}/{member.Name}", null, member.Value.GetRawText());
            }
        }

        return null;
    }

    private static string? FirstOfItems(string path, JsonElement recorded, JsonElement asked)
    {
        var (one, other) = (recorded.GetArrayLength(), asked.GetArrayLength());
        for (var i = 0; i < Math.Min(one, other); i++)
        {
            if (First($"{path}/{i}", recorded[i], asked[i]) is { } difference)
            {
                return difference;
            }
        }

        return one == other ? null : $"body {path}: recorded {one} items, asked {other}";
    }

    // Half of a pair of UTF-16 is a text of JSON, and none of .NET: it is compared as it is written.
    private static bool AreAlike(JsonElement recorded, JsonElement asked)
    {
        try
        {
            return MaskedText.AreAlike(recorded.GetString()!, asked.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return recorded.GetRawText() == asked.GetRawText();
        }
    }

    private static bool IsMask(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetRawText() == $"\"{MaskedText.Mask}\"";

    private static string Differ(string path, JsonElement recorded, JsonElement asked) =>
        MatchTexts.Differ(path.Length == 0 ? "body" : $"body {path}", recorded.GetRawText(), asked.GetRawText());
}
