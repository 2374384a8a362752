using System.Text.RegularExpressions;

namespace Peregrine;

/// <summary>
/// What the tour proves itself with. A server echoes it in headers, bodies and URLs: it is hidden wherever it turns up.
/// </summary>
internal sealed partial class Secrets
{
    private const string Mask = "***";

    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    internal void Add(string value) => _values.Add(value);

    internal string Hide(string text) =>
        _values.Aggregate(
            Credentials().Replace(text, "$1 " + Mask),
            (shown, secret) => shown.Replace(secret, Mask, StringComparison.Ordinal));

    [GeneratedRegex(@"\b(Basic|Bearer) (?!realm=)[A-Za-z0-9+/=._~-]{4,}")]
    private static partial Regex Credentials();
}
