using System.Globalization;

namespace Peregrine;

/// <summary>
/// The field <c>Retry-After</c> (RFC 9110, section 10.2.3): seconds or a date; where it is absent,
/// <c>retry-after-ms</c>.
/// </summary>
internal static class RetryAfterHeader
{
    private const decimal LongestSeconds = 922_337_203_685; // What a TimeSpan holds, in whole seconds.

    /// <summary>
    /// The wait, never negative, or null. A date counts from the server's own <c>Date</c> where it is given, so that
    /// clocks that differ do no harm.
    /// </summary>
    /// <param name="headers">The fields of the response.</param>
    /// <param name="received">When it came.</param>
    /// <param name="mayHavePoint">Whether a part of a second counts: the field has whole seconds, and some servers send
    /// more.</param>
    internal static TimeSpan? Parse(Headers headers, DateTimeOffset received, bool mayHavePoint = false)
    {
        var lines = headers.GetAll(HeaderNames.RetryAfter);
        if (lines.Count == 0)
        {
            return Milliseconds(headers["Retry-After-Ms"]);
        }

        // A proxy may double it, in two lines or in one.
        if (lines.Any(other => other != lines[0]) || ResetText.One(lines[0]) is not { Length: > 0 } text)
        {
            return null;
        }

        if (text.All(char.IsAsciiDigit))
        {
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds <= TimeSpan.MaxValue.TotalSeconds
                    ? TimeSpan.FromSeconds(seconds)
                    : TimeSpan.MaxValue;
        }

        if (mayHavePoint && decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var part))
        {
            return part < LongestSeconds
                ? TimeSpan.FromSeconds((double)part)
                : TimeSpan.MaxValue;
        }

        if (HttpDate.Parse(text) is not { } moment)
        {
            return null;
        }

        var wait = moment - (HttpDate.Parse(headers[HeaderNames.Date]) ?? received);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    // As Azure's services send it.
    private static TimeSpan? Milliseconds(string? field) =>
        double.TryParse(field, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= 0 && number < TimeSpan.MaxValue.TotalMilliseconds
            ? TimeSpan.FromMilliseconds(number)
            : null;
}
