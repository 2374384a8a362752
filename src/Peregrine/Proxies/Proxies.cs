using System.Collections;
using System.ComponentModel;

namespace Peregrine;

/// <summary>
/// Proxies by scheme and host: <c>{ ["https://"] = "http://p:3128", ["https://*.corp.example"] = Proxy.None, ["all://"]
/// = … }</c>. Of the rules that an origin fits, the most specific one counts: a port before a longer host before a
/// scheme. Not safe for use by several threads while it is being changed.
/// </summary>
/// <remarks>
/// A pattern is <c>http://</c>, <c>https://</c> or <c>all://</c>, then nothing (every host), a host,
/// <c>*.example.com</c> (subdomains) or <c>*example.com</c> (the name and its subdomains), then perhaps a port. It is
/// matched on the parsed URL, never on its text.
/// </remarks>
[TypeConverter(typeof(SectionConverter))]
public sealed class Proxies : IConfigured<Proxy>
{
    private readonly Dictionary<OriginPattern, Proxy> _rules = [];

    ArgumentException? IConfigured<Proxy>.Refused { get; set; }

    /// <summary>How many rules there are.</summary>
    public int Count => _rules.Count;

    /// <summary>The proxy of a pattern, or null. Setting null removes the rule.</summary>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    public Proxy? this[string pattern]
    {
        get => _rules.GetValueOrDefault(OriginPattern.Parse(pattern));
        set
        {
            var key = OriginPattern.Parse(pattern);
            _rules.Remove(key);
            if (value is not null)
            {
                _rules[key] = Proxy.Readable(value)!;
            }
        }
    }

    /// <summary>Adds a rule.</summary>
    /// <exception cref="ArgumentException">It is no pattern, or there is a rule for it already.</exception>
    public void Add(string pattern, Proxy proxy)
    {
        ArgumentNullException.ThrowIfNull(proxy);
        if (!_rules.TryAdd(OriginPattern.Parse(pattern), Proxy.Readable(proxy)!))
        {
            throw new ArgumentException("There is a rule for this pattern already.", nameof(pattern));
        }
    }

    /// <summary>Removes a rule, and says whether there was one.</summary>
    /// <exception cref="ArgumentException">It is no pattern.</exception>
    public bool Remove(string pattern) => _rules.Remove(OriginPattern.Parse(pattern));

    /// <summary>The rules, the most specific first; patterns are written one way.</summary>
    public IEnumerator<KeyValuePair<string, Proxy>> GetEnumerator() =>
        _rules.OrderBy(rule => rule.Key)
            .Select(rule => KeyValuePair.Create(rule.Key.ToString(), rule.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    Proxy IDictionary<string, Proxy>.this[string key]
    {
        get => _rules[OriginPattern.Parse(key)];
        set => ((IConfigured<Proxy>)this).Noting(() => this[key] = value);
    }

    bool IConfigured<Proxy>.Has(string name) => _rules.ContainsKey(OriginPattern.Parse(name));

    // A binder asks for what is there before it fills a section. A rule is one text and no section: "https://host" was
    // meant, cut at its colon.
    bool IDictionary<string, Proxy>.TryGetValue(string key, out Proxy value)
    {
        if (!key.Contains("://", StringComparison.Ordinal))
        {
            ((IConfigured<Proxy>)this).Refused ??= new ArgumentException(
                $"'{Redaction.Printable(key)}' is a section, and a rule is one text.", nameof(key));
        }

        return _rules.TryGetValue(OriginPattern.Parse(key), out value!);
    }

    /// <summary>The rules; credentials are hidden.</summary>
    public override string ToString() => string.Join(", ", this.Select(rule => $"{rule.Key} = {rule.Value}"));

    /// <summary>The rules as they are now, the most specific first.</summary>
    internal ProxyRule[] Frozen() => _rules.Count == 0 ? [] :
        [.. _rules.OrderBy(rule => rule.Key).Select(rule => new ProxyRule(rule.Key, rule.Value.Server))];
}
