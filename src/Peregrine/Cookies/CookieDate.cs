using System.Buffers;
using System.Globalization;

namespace Peregrine;

/// <summary>
/// Reads the dates of cookies, in any form that servers write (RFC 6265, section 5.1.1). Time zones are ignored.
/// </summary>
internal static class CookieDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    // The delimiters between words: %x09, %x20-2F, %x3B-40, %x5B-60, %x7B-7E.
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("\t !\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~");

    /// <summary>The moment, or null when the text is not a date.</summary>
    internal static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        TimeSpan? time = null;
        int? day = null, month = null, year = null;
        foreach (var range in text.SplitAny(Delimiters))
        {
            var word = text[range];
            if (time is null && (time = TimeOf(word)) is not null)
            {
                continue;
            }

            if (day is null && (day = NumberOf(word, 1, 2)) is not null)
            {
                continue;
            }

            if (month is null && (month = MonthOf(word)) is not null)
            {
                continue;
            }

            year ??= NumberOf(word, 2, 4);
        }

        return time is { } t && day is { } d && month is { } m && year is { } y ? DateOf(Whole(y), m, d, t) : null;
    }

    private static int Whole(int year) => year switch
    {
        <= 69 => year + 2000,
        <= 99 => year + 1900,
        _ => year,
    };

    private static DateTimeOffset? DateOf(int year, int month, int day, TimeSpan time) =>
        year >= 1601 && day >= 1 && day <= DateTime.DaysInMonth(year, month) && time >= TimeSpan.Zero
            ? new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero) + time
            : null;

    // Three times one or two digits, with colons between them; anything after the last digits is ignored. An impossible
    // time is negative.
    private static TimeSpan? TimeOf(ReadOnlySpan<char> word)
    {
        var first = word.IndexOf(':');
        var second = first < 0 ? -1 : word[(first + 1)..].IndexOf(':');
        if (second < 0 || first > 2 || second > 2 || !IsDigits(word[..first])
            || !IsDigits(word.Slice(first + 1, second))
            || NumberOf(word[(first + second + 2)..], 1, 2) is not { } seconds)
        {
            return null;
        }

        var (hours, minutes) = (Digits(word[..first]), Digits(word.Slice(first + 1, second)));
        return hours < 24 && minutes < 60 && seconds < 60 ? new TimeSpan(hours, minutes, seconds) : TimeSpan.MinValue;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');

    private static int? MonthOf(ReadOnlySpan<char> word)
    {
        if (word.Length < 3)
        {
            return null;
        }

        Span<char> name = stackalloc char[3];
        word[..3].ToLowerInvariant(name);
        var at = Months.AsSpan().IndexOf(name);
        return at >= 0 && at % 3 == 0 ? (at / 3) + 1 : null;
    }

    // The number at the start of a word, or null when it has fewer or more digits.
    private static int? NumberOf(ReadOnlySpan<char> word, int fewest, int most)
    {
        var end = word.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? word : word[..end];
        return digits.Length >= fewest && digits.Length <= most ? Digits(digits) : null;
    }

    private static int Digits(ReadOnlySpan<char> digits) =>
        int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
