using System.Text.Json.Serialization;

namespace Peregrine.Service;

[JsonSerializable(typeof(Product))]
internal sealed partial class ServiceContext : JsonSerializerContext;
