using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Peregrine;

/// <summary>
/// Finds the contract of a type. Options with a source-generated resolver are used as they are; without a resolver,
/// reflection is used where the application allows it.
/// </summary>
internal static class JsonContracts
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> WithReflection = [];
    private static readonly JsonSerializerOptions Web = JsonSerializer.IsReflectionEnabledByDefault
        ? new(JsonSerializerDefaults.Web) { TypeInfoResolver = Reflection() }
        : new(JsonSerializerDefaults.Web);

    internal static JsonTypeInfo<T> For<T>(JsonSerializerOptions? options) =>
        Last<T>.Contract is { } last && ReferenceEquals(last.Options, options ?? Web)
            ? last
            : Last<T>.Contract = (JsonTypeInfo<T>)For(typeof(T), options);

    /// <exception cref="InvalidOperationException">There is no contract for the type.</exception>
    internal static JsonTypeInfo For(Type type, JsonSerializerOptions? options)
    {
        try
        {
            return Usable(options ?? Web, type).GetTypeInfo(type);
        }
        catch (NotSupportedException reason)
        {
            throw new InvalidOperationException(
                $"JsonOptions has no contract for {type}: add it to the source-generated context that is its "
                + "TypeInfoResolver.",
                reason);
        }
    }

    // Most often the same one is asked for again, and the look-up would cost 1 % of the memory of a call.
    private static class Last<T>
    {
        internal static JsonTypeInfo<T>? Contract { get; set; }
    }

    private static JsonSerializerOptions Usable(JsonSerializerOptions options, Type type)
    {
        if (options.TypeInfoResolver is not null)
        {
            return options;
        }

        return JsonSerializer.IsReflectionEnabledByDefault
            ? WithReflection.GetValue(
                options, static plain => new JsonSerializerOptions(plain) { TypeInfoResolver = Reflection() })
            : throw new InvalidOperationException(
                $"There is no JSON contract for {type}, and this application has turned reflection off: set "
                + "JsonOptions to options whose TypeInfoResolver is a source-generated context (or, in a file-based "
                + "app, #:property PublishAot=false).");
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Reached only while the application allows "
        + "reflection-based JSON; trimmed applications turn that off.")]
    [UnconditionalSuppressMessage(
        "AOT",
        "IL3050",
        Justification = "Reached only while the application allows reflection-based JSON; AOT turns that off.")]
    private static DefaultJsonTypeInfoResolver Reflection() => new();
}
