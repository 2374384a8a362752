using System.Buffers;
using System.Text;

namespace Peregrine;

/// <summary>
/// Finds secrets by their names in a text and in what its escapes mean: a URL inside a URL, JSON inside a form, XML
/// inside XML, to the third level. Pure.
/// </summary>
internal static class SecretLayers
{
    private const int Deepest = 3;
    private static readonly SearchValues<char> NotInUrl = SearchValues.Create(" \t\r\n\"'<>{}");
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Adds what a text of any kind hides.</summary>
    internal static void Find(string text, SecretNameRule rule, List<HiddenSpan> spans)
    {
        SecretScan.Find(text, rule, spans);
        FindInParts(text, rule, spans, Deepest);
    }

    /// <summary>Adds what a URL hides.</summary>
    internal static void FindInUrl(string url, SecretNameRule rule, List<HiddenSpan> spans)
    {
        SecretPairs.FindInUrl(url, rule, spans);
        FindInParts(url, rule, spans, Deepest);
    }

    private static void FindInParts(string text, SecretNameRule rule, List<HiddenSpan> spans, int deep)
    {
        if (deep == 0)
        {
            return;
        }

        var found = new List<HiddenSpan>();
        foreach (var part in EscapedParts.Of(text))
        {
            FindInPart(part.Text, rule, found);
            FindInParts(part.Text, rule, found, deep - 1);
            foreach (var (start, end, value) in found)
            {
                spans.Add(part.Span(start, end, value));
                if (value is not null && AsUtf8(value) is { } meant)
                {
                    spans.Add(part.Span(start, end, meant));
                }
            }

            found.Clear();
        }
    }

    private static void FindInPart(string text, SecretNameRule rule, List<HiddenSpan> found)
    {
        SecretScan.Find(text, rule, found);
        if (!text.AsSpan().ContainsAny(NotInUrl))
        {
            SecretPairs.FindInUrl(text, rule, found);
            SecretPairs.FindInForm(text, rule, found);
        }
    }

    // In what a URL escapes, each byte is a character.
    private static string? AsUtf8(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange('\u0080', '\u00FF')
            || value.AsSpan().ContainsAnyInRange('\u0100', '\uFFFF'))
        {
            return null;
        }

        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(value));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
