using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// What could not be read into an options object. The steps that fill options can't say so themselves: the validation,
/// which is given the same object, does.
/// </summary>
internal static class ConfigurationFaults
{
    private static readonly ConditionalWeakTable<HttpSessionOptions, List<string>> Faults = [];

    internal static IReadOnlyList<string> Of(HttpSessionOptions options) =>
        Faults.TryGetValue(options, out var faults) ? faults : [];

    /// <summary>The list to add to.</summary>
    internal static List<string> For(HttpSessionOptions options) => Faults.GetOrCreateValue(options);
}
