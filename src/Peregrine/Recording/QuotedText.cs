using System.Text.Json;

namespace Peregrine;

/// <summary>Texts in quotes, as JSON writes them, also inside other texts, where each quote has backslashes before it.
/// Pure.</summary>
internal static class QuotedText
{
    private const int MostTimes = 3;

    /// <summary>The end of a text: a quote with no more backslashes than the first one has.</summary>
    /// <param name="text">All of the text.</param>
    /// <param name="quote">Where the first quote is.</param>
    /// <param name="slashes">How many backslashes it has.</param>
    /// <param name="isWhole">Whether there is an end.</param>
    internal static int EndOf(string text, int quote, int slashes, out bool isWhole)
    {
        isWhole = true;
        for (var at = quote + 1; (at = text.IndexOf(text[quote], at)) >= 0; at++)
        {
            var before = Math.Min(SlashesBefore(text, at), at - quote - 1);
            if (slashes == 0 ? before % 2 == 0 : before <= slashes)
            {
                return slashes == 0 ? at : at - before;
            }
        }

        isWhole = false;
        return text.Length;
    }

    /// <summary>Where the object ends that begins at a brace, or the text.</summary>
    internal static int EndOfObject(string text, int at)
    {
        for (var depth = 0; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                at = EndOf(text, at, SlashesBefore(text, at), out _);
                while (at < text.Length && text[at] == '\\')
                {
                    at++;
                }
            }
            else if (text[at] == '{')
            {
                depth++;
            }
            else if (text[at] == '}' && --depth == 0)
            {
                return at;
            }
        }

        return text.Length;
    }

    internal static int SlashesBefore(string text, int at)
    {
        var first = at;
        while (first > 0 && text[first - 1] == '\\')
        {
            first--;
        }

        return at - first;
    }

    /// <summary>The escapes of JSON undone, as often as the text was put into another one.</summary>
    internal static string Unescaped(ReadOnlySpan<char> inner)
    {
        var value = inner.ToString();
        for (var times = 0; times < MostTimes && value.Contains('\\', StringComparison.Ordinal); times++)
        {
            try
            {
                using var json = JsonDocument.Parse($"\"{value}\"");
                value = json.RootElement.GetString()!;
            }
            catch (Exception reason) when (reason is JsonException or InvalidOperationException)
            {
                break;
            }
        }

        return value;
    }
}
