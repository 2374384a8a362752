using System.Globalization;

namespace Peregrine;

/// <summary>
/// How long a server says that it keeps an idle connection (<c>Keep-Alive: timeout=5, max=100</c>; RFC 2068, section
/// 19.7.1.1). Pure.
/// </summary>
internal static class KeepAliveHint
{
    // A request that is sent in the last second may meet the server's close on its way.
    private const long SecondsOnTheWay = 1;
    private const long Longest = 24 * 60 * 60;

    /// <summary>
    /// For how long the connection may lie idle; null when the server says nothing of it, zero when it is not to be
    /// kept.
    /// </summary>
    internal static TimeSpan? Parse(string? field)
    {
        TimeSpan? limit = null;
        foreach (var part in field?.Split(',') ?? [])
        {
            var (name, value) = part.Split('=', 2) is [var one, var other]
                ? (one.Trim(), other.Trim(' ', '\t', '"'))
                : ("", "");
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                continue;
            }

            if (string.Equals(name, "max", StringComparison.OrdinalIgnoreCase) && number == 0)
            {
                return TimeSpan.Zero;
            }

            if (string.Equals(name, "timeout", StringComparison.OrdinalIgnoreCase))
            {
                limit = TimeSpan.FromSeconds(Math.Clamp(number - SecondsOnTheWay, 0, Longest));
            }
        }

        return limit;
    }
}
