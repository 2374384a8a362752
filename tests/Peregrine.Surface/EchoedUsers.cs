using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Surface;

/// <summary>
/// httpbin has no users: what <c>/anything/users</c> echoes is read as one user for each name that the request held, in
/// its query (<c>page</c>) or its JSON (<c>name</c>).
/// </summary>
internal sealed class EchoedUsers : JsonConverter<User[]>
{
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new EchoedUsers(), new EchoedUser() },
    };

    public override User[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var echo = JsonNode.Parse(ref reader)!;
        return [new User((string?)echo["headers"]!["Authorization"], (string?)echo["args"]!["page"])];
    }

    public override void Write(Utf8JsonWriter writer, User[] value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private sealed class EchoedUser : JsonConverter<User>
    {
        public override User Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var echo = JsonNode.Parse(ref reader)!;
            return new User((string?)echo["headers"]!["Authorization"], (string?)echo["json"]?["name"]);
        }

        public override void Write(Utf8JsonWriter writer, User value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
