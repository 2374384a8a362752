using System.Text.Json;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>Puts JSON fields together by their nested names.</summary>
internal sealed class NestedFields
{
    /// <summary>What they make: an object, a list, or null when there was none.</summary>
    internal JsonNode? Root { get; private set; }

    /// <summary>Adds a field.</summary>
    /// <exception cref="UsageException">Its name can't be read, is there already, or leads through a value that is of
    /// another kind.</exception>
    internal void Add(string name, JsonNode? value)
    {
        var steps = NestedName.Parse(name);
        var place = Root ??= ContainerFor(steps[0]);
        for (var at = 0; at + 1 < steps.Count; at++)
        {
            Check(place, steps, at);
            place = Child(place, steps, at);
        }

        Check(place, steps, steps.Count - 1);
        Put(place, steps[^1], value);
    }

    private static JsonNode ContainerFor(NameStep step) => step.IsKey ? new JsonObject() : new JsonArray();

    private static JsonNode Child(JsonNode place, IReadOnlyList<NameStep> steps, int at)
    {
        var step = steps[at];
        if (place is JsonObject fields)
        {
            if (!fields.TryGetPropertyValue(step.Key!, out var known))
            {
                fields[step.Key!] = known = ContainerFor(steps[at + 1]);
            }

            return known ?? throw Clash("null", steps, at + 1);
        }

        var list = (JsonArray)place;
        var index = IndexIn(list, step);
        return list[index] ??= ContainerFor(steps[at + 1]);
    }

    private static void Put(JsonNode place, NameStep step, JsonNode? value)
    {
        if (place is JsonObject fields)
        {
            if (!fields.TryAdd(step.Key!, value))
            {
                throw Twice(step);
            }

            return;
        }

        var list = (JsonArray)place;
        var index = IndexIn(list, step);
        if (list[index] is not null)
        {
            throw Twice(step);
        }

        list[index] = value;
    }

    // The list is made long enough, and what is between is null.
    private static int IndexIn(JsonArray list, NameStep step)
    {
        var index = step.Index ?? list.Count;
        while (list.Count <= index)
        {
            list.Add((JsonNode?)null);
        }

        return index;
    }

    private static void Check(JsonNode place, IReadOnlyList<NameStep> steps, int at)
    {
        if (place is JsonObject != steps[at].IsKey || place is JsonValue)
        {
            throw Clash(KindOf(place), steps, at);
        }
    }

    private static string KindOf(JsonNode place) => place.GetValueKind() switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };

    private static UsageException Clash(string kind, IReadOnlyList<NameStep> steps, int at) => new(
        $"'{Shortened.Name(steps[^1].Path)}' can't be set: "
        + $"{(at == 0 ? "the body" : $"'{Shortened.Name(steps[at - 1].Path)}'")} is {kind}, and not "
        + $"{(steps[at].IsKey ? "an object" : "a list")}.");

    private static UsageException Twice(NameStep step)
    {
        var name = Shortened.Name(step.Path);
        return new($"the field '{name}' is there twice; a list is written {name}[]=1 {name}[]=2.");
    }
}
