using System.Globalization;

namespace Peregrine;

/// <summary>Reads the values of options.</summary>
internal static class OptionValues
{
    private const double LongestSeconds = 1_000_000;

    /// <exception cref="UsageException">It is no number of seconds.</exception>
    internal static double Seconds(string option, string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) switch
        {
            true when seconds is >= 0.001 and <= LongestSeconds => seconds,
            true when seconds < 0.001 => throw new UsageException(
                $"--{option} takes more than 0 seconds, such as 10 or 0.5."),
            _ => throw new UsageException($"--{option} takes a number of seconds, such as 10 or 0.5."),
        };

    /// <exception cref="UsageException">It is no scheme that is spoken.</exception>
    internal static string Scheme(string option, string text) => text switch
    {
        "http" or "https" => text,
        _ => throw new UsageException($"--{option} takes http or https."),
    };

    /// <exception cref="UsageException">It is no number.</exception>
    internal static int Number(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"--{option} takes a number: 0, 1, 2 …");
}
