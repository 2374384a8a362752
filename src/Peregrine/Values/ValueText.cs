using System.Collections;
using System.Globalization;

namespace Peregrine;

/// <summary>How a value of a query, a form or a URL's hole is written: the same everywhere, whatever the culture.</summary>
internal static class ValueText
{
    /// <summary>The texts of a value: none for null, one for each element of a sequence, one otherwise.</summary>
    /// <exception cref="ArgumentException">A sequence holds a sequence.</exception>
    internal static IEnumerable<string> Each(object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable sequence => Elements(sequence),
        _ => [Of(value)],
    };

    /// <summary>The text of one value that is not null.</summary>
    internal static string Of(object value, string? format = null) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime date => date.ToString(format ?? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString(format ?? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString(format ?? "yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(format ?? "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Enum name => name.ToString(format ?? "G"),
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    internal static bool IsSequence(object value) => value is IEnumerable and not string;

    private static IEnumerable<string> Elements(IEnumerable sequence)
    {
        foreach (var element in sequence)
        {
            if (element is null)
            {
                continue;
            }

            yield return IsSequence(element)
                ? throw new ArgumentException($"A value can be a sequence, but not a sequence of sequences ({element.GetType()}).")
                : Of(element);
        }
    }
}
