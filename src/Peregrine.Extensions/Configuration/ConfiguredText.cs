using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Peregrine;

/// <summary>
/// Values as configuration writes them. Each is a <see cref="FormatException"/> where it can't be read. A text that
/// may be a secret is never shown.
/// </summary>
internal static class ConfiguredText
{
    private const int Shown = 40;

    /// <summary>The text of a section.</summary>
    internal static string Text(IConfigurationSection at) => at.GetChildren().Any()
        ? throw new FormatException("it is one text, and no section.")
        : at.Value?.Trim() ?? throw new FormatException("it is one text, and not null.");

    /// <summary>
    /// The text that a section has beside its members; null where it has none. An empty one is none where there are
    /// members: a host that takes settings from a test gives each section above them an empty text.
    /// </summary>
    internal static string? Beside(IConfigurationSection at) =>
        at.Value is { Length: 0 } && at.GetChildren().Any() ? null : at.Value;

    internal static int Number(IConfigurationSection at) => NumberOf(Text(at));

    internal static long LongNumber(IConfigurationSection at) =>
        long.TryParse(Text(at), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Not(Text(at), "whole number");

    internal static double Fraction(IConfigurationSection at) =>
        double.TryParse(Text(at), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : throw Not(Text(at), "number");

    internal static bool Truth(IConfigurationSection at) =>
        bool.TryParse(Text(at), out var truth) ? truth : throw Not(Text(at), "true or false");

    /// <summary>A time: a number is seconds, and <c>None</c> is no limit.</summary>
    internal static TimeSpan Limit(IConfigurationSection at) =>
        IsNone(Text(at)) ? Timeout.InfiniteTimeSpan : Time(at);

    /// <summary>A time: a number is seconds.</summary>
    internal static TimeSpan Time(IConfigurationSection at) => TimeOf(Text(at));

    /// <summary>
    /// A time: a number is seconds, and a text has hours, minutes and seconds, because <c>0:30</c> would be half an
    /// hour to the platform and half a minute to most readers. Days stand before a dot: <c>24:00:00</c> would be 24 of
    /// them to the platform.
    /// </summary>
    internal static TimeSpan TimeOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < int.MaxValue ? TimeSpan.FromSeconds(seconds)
        : text.Count(c => c == ':') == 2
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            && (time.Days == 0 || text.IndexOf('.', StringComparison.Ordinal) is > 0 and var day
                && day < text.IndexOf(':', StringComparison.Ordinal)) ? time
        : throw Not(text, "number of seconds, nor a time such as 00:00:30");

    /// <summary>One of the names of an enumeration.</summary>
    internal static TEnum Name<TEnum>(IConfigurationSection at)
        where TEnum : struct, Enum =>
        Enum.TryParse<TEnum>(Text(at), ignoreCase: true, out var value)
            && Enum.GetNames<TEnum>().Contains(Text(at), StringComparer.OrdinalIgnoreCase)
                ? value
                : throw new FormatException(
                    $"'{Printable(Text(at))}' is none of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    /// <summary>A list: a section of indexes, or one text with commas.</summary>
    internal static string[] List(IConfigurationSection at) => at.GetChildren().Any()
        ? [.. Items(at).Select(Text)]
        : Text(at).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The items of a list in a section: their keys are numbers.</summary>
    internal static IEnumerable<IConfigurationSection> Items(IConfigurationSection at) =>
        at.GetChildren().FirstOrDefault(one => !one.Key.All(char.IsAsciiDigit)) is { } named
            ? throw new FormatException($"it is a list, and '{Printable(named.Key)}' is no place in one.")
            : at.GetChildren();

    internal static int NumberOf(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Not(text, "whole number");

    internal static bool IsNone(string text) => Is(text, "None");

    /// <summary>Whether a text says that there is none of something.</summary>
    internal static bool TurnsOff(string text) => IsNone(text.Trim()) || text.Trim() == "0";

    internal static bool Is(string text, string name) => string.Equals(text, name, StringComparison.OrdinalIgnoreCase);

    // Only values that are no secrets are read this way: a number, a time, a name.
    private static FormatException Not(string text, string what) => new($"'{Printable(text)}' is no {what}.");

    private static string Printable(string text)
    {
        var shown = string.Concat(
            text.Take(Shown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '\uFFFD' : c));
        return text.Length > Shown ? shown + '…' : shown;
    }
}
