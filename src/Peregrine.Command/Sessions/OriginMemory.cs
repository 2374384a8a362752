using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>What a session keeps for one origin.</summary>
/// <param name="Headers">Fields that go with every request there.</param>
/// <param name="Login">Who asks, or null.</param>
internal sealed record OriginMemory(IReadOnlyList<KeyValuePair<string, string>> Headers, Credentials? Login)
{
    private static readonly string[] Prefixes = ["Content-", "If-"];

    // A cookie is kept as one.
    private static readonly string[] OfOneCall = ["Range", "Cookie"];

    /// <summary>Reads what <see cref="ToJson"/> has made; null is nothing.</summary>
    /// <exception cref="InvalidOperationException">It is something else.</exception>
    /// <exception cref="FormatException">It is something else.</exception>
    internal static OriginMemory Read(JsonNode? node)
    {
        var headers = node?["headers"]?.AsArray() ?? [];
        var login = node?["auth"];
        return new OriginMemory(
            [.. headers.Select(field => KeyValuePair.Create(Text(field, "name"), Text(field, "value")))],
            login is null ? null : new Credentials(TypeOf(Text(login, "type")), Text(login, "credentials")));
    }

    /// <summary>Whether a field is for more than one call.</summary>
    internal static bool Keeps(string name) =>
        !OfOneCall.Contains(name, StringComparer.OrdinalIgnoreCase)
        && !Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>This with what a later call gave: its fields take the place of those of their names.</summary>
    internal OriginMemory With(OriginMemory later)
    {
        var names = later.Headers.Select(field => field.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (later.Login is not null)
        {
            names.Add("Authorization"); // A field would win over the new credentials.
        }

        return new OriginMemory(
            [.. Headers.Where(field => !names.Contains(field.Key)), .. later.Headers], later.Login ?? Login);
    }

    internal JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["headers"] = new JsonArray([.. Headers.Select(
                field => new JsonObject { ["name"] = field.Key, ["value"] = field.Value })]),
        };
        if (Login is not null)
        {
            json["auth"] = new JsonObject
            {
                ["type"] = NameOf(Login.Type),
                ["credentials"] = Login.Secret,
            };
        }

        return json;
    }

    /// <summary>How many fields, and the kind of the credentials; what they hold may be secrets.</summary>
    public override string ToString() => $"{Headers.Count} headers, {Login}";

    private static string Text(JsonNode? node, string name) =>
        (string?)node?[name] ?? throw new FormatException($"There is no {name}.");

    private static AuthType TypeOf(string name) => name switch
    {
        "basic" => AuthType.Basic,
        "digest" => AuthType.Digest,
        "bearer" => AuthType.Bearer,
        _ => throw new FormatException("There is no such way to prove who is asking."),
    };

    private static string NameOf(AuthType type) => type switch
    {
        AuthType.Basic => "basic",
        AuthType.Digest => "digest",
        AuthType.Bearer => "bearer",
        _ => throw new InvalidOperationException("These credentials are not kept."),
    };
}
