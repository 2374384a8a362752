using System.Buffers;

namespace Peregrine;

/// <summary>A value in a message: in quotes, cut, and hidden where its name says that it is a secret.</summary>
internal static class MockShown
{
    private const int Longest = 100;

    private static readonly SearchValues<string> SecretWords = SearchValues.Create(
        [
            "auth", "cookie", "token", "secret", "key", "password", "passwd", "signature", "session", "assertion",
            "credential",
        ],
        StringComparison.OrdinalIgnoreCase);

    public static string Value(string name, string value) =>
        name.AsSpan().ContainsAny(SecretWords) ? "***" : $"\"{Cut(value)}\"";

    public static string Json(string name, string text) =>
        name.AsSpan().ContainsAny(SecretWords) ? "***" : Cut(text);

    private static string Cut(string text)
    {
        var shown = text.Length > Longest ? text[..Longest] + "…" : text;
        return string.Concat(shown.Select(one => char.IsControl(one) ? '\uFFFD' : one));
    }
}
