using System.Collections.Frozen;

namespace Peregrine;

/// <summary>The options that a text can't say.</summary>
internal static class SetInCode
{
    private static readonly FrozenDictionary<string, string> Reasons = new Dictionary<string, string>
    {
        [nameof(HttpSessionOptions.Auth)] = "credentials are set in code, and read there from where secrets are kept.",
        [nameof(HttpSessionOptions.Mounts)] =
            "it is set in code: a pattern has colons, and in configuration a colon divides keys.",
        [nameof(HttpSessionOptions.Middleware)] = Plain,
        [nameof(HttpSessionOptions.NetworkMiddleware)] = Plain,
        [nameof(HttpSessionOptions.OnRequest)] = Plain,
        [nameof(HttpSessionOptions.OnResponse)] = Plain,
        [nameof(HttpSessionOptions.OnAttempt)] = Plain,
        [nameof(HttpSessionOptions.Transport)] = Plain,
        [nameof(HttpSessionOptions.TimeProvider)] = Plain,
        [nameof(HttpSessionOptions.Resolve)] = Plain,
        [nameof(HttpSessionOptions.ConfigureSocket)] = Plain,
        [nameof(HttpSessionOptions.JsonOptions)] = Plain,
        [nameof(HttpSessionOptions.ContentCodings)] = Plain,
        ["PropagateContext"] = Plain,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private const string Plain = "it is set in code.";

    /// <summary>Why a name is no member in configuration; null where there is no such option in code.</summary>
    /// <typeparam name="T">The type of the option that has the member.</typeparam>
    internal static string? Says<T>(string name) =>
        typeof(T) == typeof(HttpSessionOptions) ? Reasons.GetValueOrDefault(name) : null;
}
