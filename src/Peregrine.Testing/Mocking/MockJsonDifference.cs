using System.Text.Json;

namespace Peregrine;

/// <summary>Where two JSON values differ, by value. Pure.</summary>
internal static class MockJsonDifference
{
    /// <summary>The first difference, in words; null when there is none.</summary>
    /// <param name="expected">What is asked for.</param>
    /// <param name="actual">What came.</param>
    /// <param name="isPart">Whether objects that came may have more members.</param>
    public static string? Find(JsonElement expected, JsonElement actual, bool isPart) =>
        Find(expected, actual, isPart, "$", "");

    private static string? Find(JsonElement expected, JsonElement actual, bool isPart, string path, string name) =>
        (expected.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => InObjects(expected, actual, isPart, path),
            (JsonValueKind.Array, JsonValueKind.Array) => InArrays(expected, actual, isPart, path, name),
            _ when JsonElement.DeepEquals(expected, actual) => null,
            _ => $"JSON {path} is {Shown(name, actual)}, not {Shown(name, expected)}",
        };

    private static string? InObjects(JsonElement expected, JsonElement actual, bool isPart, string path)
    {
        foreach (var member in expected.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            var difference = actual.TryGetProperty(member.Name, out var value)
                ? Find(member.Value, value, isPart, at, member.Name)
                : $"no JSON {at}";
            if (difference is not null)
            {
                return difference;
            }
        }

        return isPart
            ? null
            : actual.EnumerateObject().Where(member => !expected.TryGetProperty(member.Name, out _))
                .Select(member => $"JSON {path}.{member.Name} is there too").FirstOrDefault();
    }

    private static string? InArrays(JsonElement expected, JsonElement actual, bool isPart, string path, string name)
    {
        var (wanted, got) = (expected.GetArrayLength(), actual.GetArrayLength());
        if (wanted != got)
        {
            return $"JSON {path} has length {got}, not {wanted}";
        }

        return expected.EnumerateArray().Zip(actual.EnumerateArray())
            .Select((pair, index) => Find(pair.First, pair.Second, isPart, $"{path}[{index}]", name))
            .FirstOrDefault(difference => difference is not null);
    }

    // What an object or an array holds may be a secret.
    private static string Shown(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => MockShown.Json(name, value.GetRawText()),
    };
}
