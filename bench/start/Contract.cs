using System.Text.Json;
using System.Text.Json.Serialization;

namespace Peregrine.Bench;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Answer))]
internal sealed partial class Contract : JsonSerializerContext;
