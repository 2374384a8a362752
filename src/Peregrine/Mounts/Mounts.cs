using System.Collections;
using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// Mounts by pattern of origin: <c>https://</c>, <c>https://api.example.com</c>, <c>https://*.example.com</c> (its
/// subdomains), <c>https://*example.com</c> (itself and its subdomains), <c>all://localhost:8080</c>. They are matched
/// on the parsed origin, never on the text of a URL. For each member the most specific pattern that sets it wins: a
/// port before none, then the longer host, then the scheme.
/// </summary>
[TypeConverter(typeof(SectionConverter))]
public sealed class Mounts : IConfigured<Mount>
{
    private readonly Dictionary<string, Mount> _mounts = new(StringComparer.OrdinalIgnoreCase);

    ArgumentException? IConfigured<Mount>.Refused { get; set; }

    /// <summary>How many there are.</summary>
    public int Count => _mounts.Count;

    /// <summary>The mount of a pattern, or null. Setting null removes it.</summary>
    /// <exception cref="ArgumentException">Setting: the text is no pattern.</exception>
    public Mount? this[string pattern]
    {
        get => _mounts.GetValueOrDefault(pattern);
        set
        {
            ArgumentNullException.ThrowIfNull(pattern);
            _ = OriginPattern.Parse(pattern);
            if (value is null)
            {
                _mounts.Remove(pattern);
                return;
            }

            _mounts[pattern] = value;
        }
    }

    /// <summary>Adds the mount of a pattern.</summary>
    /// <exception cref="ArgumentException">The text is not a pattern, or has a mount already.</exception>
    public void Add(string pattern, Mount mount)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(mount);
        if (_mounts.ContainsKey(pattern))
        {
            throw new ArgumentException($"There are two mounts for {pattern}.", nameof(pattern));
        }

        this[pattern] = mount;
    }

    /// <summary>Removes the mount of a pattern, and says whether there was one.</summary>
    public bool Remove(string pattern) => _mounts.Remove(pattern);

    /// <summary>The patterns and their mounts, in the order in which they were added.</summary>
    public IEnumerator<KeyValuePair<string, Mount>> GetEnumerator() => _mounts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    Mount IDictionary<string, Mount>.this[string key]
    {
        get => _mounts[key];
        set => ((IConfigured<Mount>)this).Noting(() => throw ByCode(key));
    }

    bool IConfigured<Mount>.Has(string name) => _mounts.ContainsKey(name);

    // The binder asks for the present value before it fills a section, and would skip "//host", which it takes for a
    // member of "https".
    bool IDictionary<string, Mount>.TryGetValue(string key, out Mount value)
    {
        ((IConfigured<Mount>)this).Refused ??= ByCode(key);
        return _mounts.TryGetValue(key, out value!);
    }

    private static ArgumentException ByCode(string key) =>
        new($"'{Redaction.Printable(key)}' is not a whole pattern, and mounts can only be made in code.", nameof(key));

    /// <summary>The patterns.</summary>
    public override string ToString() => string.Join(", ", _mounts.Keys);
}
