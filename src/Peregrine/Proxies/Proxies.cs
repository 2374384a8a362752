using System.Collections;

namespace Peregrine;

/// <summary>
/// Proxies by scheme and host: <c>{ ["https://"] = "http://p:3128", ["https://*.corp.example"] = Proxy.None, ["all://"] = … }</c>. Of the
/// rules that an origin fits, the most specific one counts: a port before a longer host before a scheme. Not safe for use by several threads
/// while it is being changed.
/// </summary>
/// <remarks>
/// A pattern is <c>http://</c>, <c>https://</c> or <c>all://</c>, then nothing (every host), a host, <c>*.example.com</c> (subdomains) or
/// <c>*example.com</c> (the name and its subdomains), then perhaps a port. It is matched on the parsed URL, never on its text.
/// </remarks>
public sealed class Proxies : IEnumerable<KeyValuePair<string, Proxy>>
{
    private readonly Dictionary<OriginPattern, Proxy> _rules = [];

    /// <summary>How many rules there are.</summary>
    public int Count => _rules.Count;

    /// <summary>The proxy of a pattern. Setting null removes the rule.</summary>
    /// <exception cref="KeyNotFoundException">Reading: there is no such rule.</exception>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    public Proxy? this[string pattern]
    {
        get => _rules[OriginPattern.Parse(pattern)];
        set
        {
            var key = OriginPattern.Parse(pattern);
            _rules.Remove(key);
            if (value is not null)
            {
                _rules[key] = value;
            }
        }
    }

    /// <summary>Adds a rule.</summary>
    /// <exception cref="ArgumentException">It is no pattern, or there is a rule for it already.</exception>
    public void Add(string pattern, Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        if (!_rules.TryAdd(OriginPattern.Parse(pattern), proxy))
        {
            throw new ArgumentException("There is a rule for this pattern already.", nameof(pattern));
        }
    }

    /// <summary>Removes a rule, and says whether there was one.</summary>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    public bool Remove(string pattern) => _rules.Remove(OriginPattern.Parse(pattern));

    /// <summary>The rules, the most specific first; patterns are written one way.</summary>
    public IEnumerator<KeyValuePair<string, Proxy>> GetEnumerator() =>
        _rules.OrderBy(rule => rule.Key).Select(rule => KeyValuePair.Create(rule.Key.ToString(), rule.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The rules; credentials are hidden.</summary>
    public override string ToString() => string.Join(", ", this.Select(rule => $"{rule.Key} = {rule.Value}"));

    /// <summary>The rules as they are now, the most specific first.</summary>
    internal ProxyRule[] Frozen() => [.. _rules.OrderBy(rule => rule.Key).Select(rule => new ProxyRule(rule.Key, rule.Value.Server))];
}
