using System.Collections;
using System.Net;
using System.Text.Json.Nodes;

namespace Peregrine;

/// <summary>The fields of a query or a form, in order; a name may come more than once.</summary>
internal sealed class HttpbinFields : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>Reads <c>application/x-www-form-urlencoded</c>: what is not UTF-8 becomes U+FFFD.</summary>
    public static HttpbinFields Parse(string text)
    {
        var fields = new HttpbinFields();
        foreach (var field in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = field.Split('=', 2);
            fields.Add(WebUtility.UrlDecode(parts[0]), parts.Length == 1 ? "" : WebUtility.UrlDecode(parts[1]));
        }

        return fields;
    }

    public void Add(string name, string value) => _fields.Add(new(name, value));

    /// <summary>The first value of that name, or <see langword="null"/>.</summary>
    public string? First(string name, StringComparison comparison = StringComparison.Ordinal)
    {
        foreach (var (key, value) in _fields)
        {
            if (string.Equals(key, name, comparison))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Each name with its first value.</summary>
    public IEnumerable<KeyValuePair<string, string>> Firsts() => _fields.DistinctBy(field => field.Key);

    /// <summary>An object with a string for each name that comes once, and an array for the others.</summary>
    public JsonObject ToJson()
    {
        var result = new JsonObject();
        foreach (var group in _fields.GroupBy(field => field.Key, field => field.Value))
        {
            var all = group.Select(value => (JsonNode)value).ToArray();
            result[group.Key] = all.Length == 1 ? all[0] : new JsonArray(all);
        }

        return result;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
