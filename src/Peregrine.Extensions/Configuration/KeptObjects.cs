using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>
/// Objects that were made of sections: while a section says the same, a reload is given the same object, so that
/// connections which belong to it serve on and counters go on counting.
/// </summary>
internal sealed class KeptObjects
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Said, object Made)> _objects = [];

    /// <summary>All that a section says, to compare.</summary>
    internal static string Said(IConfiguration section) =>
        string.Join('\n', section.AsEnumerable()
            .Select(item => $"{item.Key.Length} {item.Key} {item.Value?.Length} {item.Value}")
            .Order(StringComparer.Ordinal));

    internal bool TryGet<T>(IConfigurationSection section, [NotNullWhen(true)] out T? made)
        where T : class
    {
        lock (_gate)
        {
            made = _objects.TryGetValue(section.Path, out var kept) && kept.Said == Said(section)
                ? kept.Made as T
                : null;
        }

        return made is not null;
    }

    internal T Keep<T>(IConfigurationSection section, T made)
        where T : class
    {
        lock (_gate)
        {
            _objects[section.Path] = (Said(section), made);
        }

        return made;
    }
}
