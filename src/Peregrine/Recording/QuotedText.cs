using System.Text.Json;

namespace Peregrine;

/// <summary>Texts in quotes, as JSON writes them, also inside other texts, where each quote has backslashes before it.
/// Pure.</summary>
internal static class QuotedText
{
    /// <summary>What JSON and XML take for spaces.</summary>
    internal const string Spaces = " \t\r\n";

    private const int MostTimes = 3;
    private const int LongestName = 128;

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

    /// <summary>The first place from here on that is no space.</summary>
    internal static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && Spaces.Contains(text[at], StringComparison.Ordinal))
        {
            at++;
        }

        return at;
    }

    /// <summary>
    /// Whether a text of JSON begins or ends in a part: a quote that belongs to a value has an escape in JSON.
    /// </summary>
    internal static bool EndsInside(string text, int start, int end)
    {
        var (first, second) = (SkipSpaces(text, 0), SkipSpaces(text, SkipSpaces(text, 0) + 1));
        if (second >= text.Length || text[first] is not ('{' or '[') || text[second] is not ('{' or '[' or '"'))
        {
            return false;
        }

        for (var at = start; (at = text.IndexOf('"', at, end - at)) >= 0; at++)
        {
            if (SlashesBefore(text, at) % 2 == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a part stands in the name of a member of JSON, also of JSON that is a text.</summary>
    internal static bool IsInName(string text, int start, int end)
    {
        var close = text.AsSpan(end, Math.Min(LongestName, text.Length - end)).IndexOfAny('"', '\n');
        var from = Math.Max(0, start - LongestName);
        var open = text.AsSpan(from, start - from).LastIndexOfAny('"', '\n');
        if (close < 0 || open < 0 || text[end + close] != '"' || text[from + open] != '"')
        {
            return false;
        }

        var colon = SkipSpaces(text, end + close + 1);
        var before = text.AsSpan(0, from + open).TrimEnd('\\').TrimEnd();
        return colon < text.Length && text[colon] == ':' && before is [.., '{' or ','];
    }

    /// <summary>Whether a text of JSON is open at the end of a part. It ends with its line at the latest.</summary>
    internal static bool IsOpen(string text, int from, int to, bool isQuoted)
    {
        for (var at = from; at < to; at++)
        {
            isQuoted = text[at] switch
            {
                '"' => !isQuoted,
                '\n' => false,
                _ => isQuoted,
            };
            at += isQuoted && text[at] == '\\' ? 1 : 0;
        }

        return isQuoted;
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
