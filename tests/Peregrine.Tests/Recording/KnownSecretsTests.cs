using System.Net;
using System.Text;
using System.Text.Json;

namespace Peregrine;

/// <summary>Where a value is found that was seen as a secret once.</summary>
public sealed class KnownSecretsTests
{
    private const string Value = "p\"4 s/ß+&<w";

    public static TheoryData<string, string> Ways => new()
    {
        { "as it is", Value },
        { "in JSON", JsonEncodedText.Encode(Value).ToString() },
        { "in JSON, lower case", Lower(JsonEncodedText.Encode(Value).ToString(), "00DF", "002B", "003C") },
        { "in relaxed JSON", Put(Value, "\"", "\\\"") },
        { "in JSON of PHP", Put(Put(Value, "\"", "\\\""), "/", "\\/") },
        { "in JSON inside JSON", Put(Value, "\"", "\\\\\\\"") },
        { "in JSON, some of it", "p\\u00224 s\\/ß+&\\u003cw" },
        { "in a URL", Uri.EscapeDataString(Value) },
        { "in a URL, lower case", Lower(Uri.EscapeDataString(Value), "%2F", "%C3%9F", "%2B", "%3C") },
        { "in a URL, some of it", "p%224%20s/%C3%9F+&<w" },
        { "in a URL inside JSON", Put(Uri.EscapeDataString(Value), "%2F", "\\/") },
        { "in a form", WebUtility.UrlEncode(Value) },
        { "in a form inside JSON", Put(WebUtility.UrlEncode(Value), "%2F", "\\/") },
        { "in a URL inside a query", Uri.EscapeDataString(Uri.EscapeDataString(Value)) },
        { "in HTML", WebUtility.HtmlEncode(Value) },
        { "in Base64", Base64("", Value, "") },
        { "in Base64 behind one byte", Base64("1", Value, "tail") },
        { "in Base64 behind two bytes", Base64("12", Value, "t") },
        { "in Base64 of a URL", Base64("user:", Value, "").Replace('+', '-').Replace('/', '_') },
        { "as bytes of UTF-8", Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Value)) },
        { "as bytes of UTF-16", Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(Value)) },
        { "as bytes of UTF-16BE", Encoding.Latin1.GetString(Encoding.BigEndianUnicode.GetBytes(Value)) },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void It_is_found(string way, string written)
    {
        var known = new KnownSecrets();
        known.Add(Value);

        var hidden = Hide(known, $"before {written} after");

        Assert.True(hidden.Contains("***", StringComparison.Ordinal), way);
        var rest = Put(Put(hidden, "before ", ""), " after", "");
        Assert.True(rest.Length <= 3 + 9, $"{way}: {hidden}"); // In Base64 the neighbours' letters stay.
    }

    [Fact]
    public void A_short_value_and_a_word_for_none_are_not_looked_for()
    {
        var known = new KnownSecrets();
        known.Add("12345");
        known.Add("deleted");
        known.Add("***");

        Assert.Equal(0, known.Count);
        Assert.Equal("12345 deleted", Hide(known, "12345 deleted"));
    }

    [Fact]
    public void Values_that_overlap_or_hold_each_other_leave_nothing()
    {
        var known = new KnownSecrets();
        foreach (var value in new[] { "abcdef", "abcdefghij", "ghijklmn", "klmnop" })
        {
            known.Add(value);
            known.FindIn("", []); // Each is in a level of its own.
        }

        Assert.Equal("x***y", Hide(known, "xabcdefghijklmnopy"));
        Assert.Equal("x***x***x", Hide(known, "xabcdefxklmnopx"));
    }

    [Fact]
    public void The_end_of_a_text_that_was_cut_inside_a_value_is_hidden()
    {
        var known = new KnownSecrets();
        known.Add("abcdefgh");
        var spans = new List<HiddenSpan>();
        known.FindTailIn("it is abcdef", spans);

        Assert.Equal("it is ***", HiddenSpan.Hide("it is abcdef", spans));
    }

    [Fact]
    public void Thousands_of_values_are_found_each()
    {
        var known = new KnownSecrets();
        for (var i = 0; i < 3000; i++)
        {
            known.Add($"value-{i:0000}-end");
            if (i % 7 == 0)
            {
                Assert.Equal("***", Hide(known, $"value-{i:0000}-end"));
            }
        }

        Assert.Equal("*** *** value-3000-end", Hide(known, "value-0000-end value-2999-end value-3000-end"));
    }

    private static string Hide(KnownSecrets known, string text)
    {
        var spans = new List<HiddenSpan>();
        known.FindIn(text, spans);
        return HiddenSpan.Hide(text, spans);
    }

    private static string Base64(string before, string value, string after) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(before + value + after));

    private static string Put(string text, string old, string mark) =>
        text.Replace(old, mark, StringComparison.Ordinal);

    private static string Lower(string text, params string[] parts) =>
        parts.Aggregate(text, (all, part) => Put(all, part, part.ToLowerInvariant()));
}
