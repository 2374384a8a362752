using System.Collections.Concurrent;

namespace Peregrine;

/// <summary>A value in a message: in quotes, cut, and hidden where its name says that it is a secret.</summary>
internal static class MockShown
{
    private const string Mask = "***";
    private const int Longest = 100;
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    public static string Value(string name, string value) => IsSecret(name) ? Mask : $"\"{Cut(value)}\"";

    public static string Json(string name, string text) => IsSecret(name) ? Mask : Cut(text);

    // The library tells which names are secret by what it hides: in a field, and in a query as a recording shows it.
    private static bool IsSecret(string name) => Known.GetOrAdd(name, static one =>
    {
        var url = new Uri($"http://mock.invalid/?{Uri.EscapeDataString(one)}=value");
        return new Header(one, "value").ToString().EndsWith(Mask, StringComparison.Ordinal)
            || HarRequest.From(new Request(HttpMethod.Get, url)).Url.EndsWith(Mask, StringComparison.Ordinal);
    });

    private static string Cut(string text)
    {
        var shown = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Concat(shown.Select(one => char.IsControl(one) ? '\uFFFD' : one));
    }
}
