using System.Text.Json;
using System.Text.Json.Serialization;

namespace Peregrine;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(User))]
internal sealed partial class AotContext : JsonSerializerContext;
