using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>Which names are secret in one recording: those of the library's list, and the program's own.</summary>
/// <param name="own">The program's own names, of whatever kind; letter case does not count.</param>
internal sealed class SecretNameRule(IEnumerable<string> own)
{
    private readonly ConcurrentDictionary<string, bool> _own =
        new(own.Select(static name => KeyValuePair.Create(name, true)), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the program itself named it.</summary>
    internal bool IsOwn(ReadOnlySpan<char> name) =>
        !_own.IsEmpty && _own.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(name);

    /// <summary>Adds the parameter of the query that credentials write, whatever its name.</summary>
    internal void AddParameterOf(Auth? auth, Request request)
    {
        if (auth?.At(request, isOwn: true).Parameter is { } parameter)
        {
            _own.TryAdd(parameter, true);
        }
    }

    internal bool IsField(string name) => SecretNames.IsField(name) || IsOwn(name);

    internal bool IsParameter(ReadOnlySpan<char> name) => SecretNames.IsParameter(name) || IsOwn(name);

    internal bool IsMember(ReadOnlySpan<char> name) => SecretNames.IsMember(name) || IsOwn(name);

    /// <summary>
    /// Whether the value of a secret field is looked for elsewhere too: where the field has <c>key</c> in its name,
    /// it is a credential, or the key of a cache.
    /// </summary>
    internal bool IsTelling(string name) => IsMember(name);
}
