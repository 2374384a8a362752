using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>
/// JSON for a test that gives no contract: the web's conventions, by reflection where the application allows it.
/// </summary>
internal static class MockJson
{
    public const string MediaType = "application/json";

    private static JsonSerializerOptions Web =>
        field ??= new(JsonSerializerDefaults.Web) { TypeInfoResolver = Reflection() };

    public static byte[] Write(object? value) =>
        JsonSerializer.SerializeToUtf8Bytes(value, ContractOf(value?.GetType() ?? typeof(object)));

    public static byte[] Write<T>(T value, JsonTypeInfo<T> typeInfo) =>
        JsonSerializer.SerializeToUtf8Bytes(value, typeInfo);

    /// <exception cref="InvalidOperationException">The application has turned reflection off.</exception>
    public static JsonTypeInfo ContractOf(Type type) => JsonSerializer.IsReflectionEnabledByDefault
        ? Web.GetTypeInfo(type)
        : throw new InvalidOperationException(
            $"This application has turned reflection off: give the JsonTypeInfo of {type} too.");

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "Reached only while the application allows reflection-based JSON; "
            + "trimmed applications turn that off.")]
    [UnconditionalSuppressMessage(
        "AOT",
        "IL3050",
        Justification = "Reached only while the application allows reflection-based JSON; AOT turns that off.")]
    private static DefaultJsonTypeInfoResolver Reflection() => new();
}
