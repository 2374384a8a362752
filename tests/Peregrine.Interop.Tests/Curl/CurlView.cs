using System.Globalization;
using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>What a reader makes of a line of curl: named texts, in which two readers can be compared.</summary>
internal sealed partial class CurlView
{
    internal const string Method = "method";
    internal const string Url = "URL";
    internal const string Headers = "header fields";
    internal const string Data = "data";
    internal const string Parts = "parts of the form";
    internal const string Auth = "credentials";
    internal const string Insecure = "insecure";
    internal const string Redirects = "redirects";
    internal const string Proxies = "proxy";
    internal const string Limits = "limits on time";
    private readonly SortedDictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>One of the texts; what a reader does not say is empty.</summary>
    internal string this[string field]
    {
        get => _texts.GetValueOrDefault(field, "");
        set => _texts[field] = value;
    }

    /// <summary>The fields in which the two differ.</summary>
    internal IReadOnlyList<string> DifferingFrom(CurlView other) =>
        [.. _texts.Keys.Union(other._texts.Keys).Where(field => this[field] != other[field]).Order()];

    /// <summary>A URL as it is asked for: without its fragment, and with a path.</summary>
    internal static string Asked(string url) => Origin().Replace(url.Split('#')[0], "${origin}/", 1);

    /// <summary>One line for each field, whatever their order. A list may be in several fields.</summary>
    internal static string Listed(IEnumerable<(string Name, string Value)> fields) => string.Join(
        '\n',
        from field in fields
        group field.Value.Trim() by field.Name.ToLowerInvariant() into one
        orderby one.Key
        select $"{one.Key}: {string.Join(one.Key == "cookie" ? "; " : ", ", one)}");

    internal static string Seconds(double? total, double? connect) =>
        string.Create(CultureInfo.InvariantCulture, $"{total} {connect}");

    public override string ToString() => string.Concat(_texts.Select(one => $"    {one.Key}: {one.Value}\n"));

    [GeneratedRegex("^(?<origin>https?://[^/?]+)(?![^/?])/?")]
    private static partial Regex Origin();
}
