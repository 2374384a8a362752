using System.Collections;
using System.Globalization;

namespace Peregrine;

/// <summary>
/// What is a value of a query, a form or a URL's hole, and how it is written: the same everywhere, whatever the
/// culture.
/// </summary>
internal static class ValueText
{
    internal const string Allowed =
        "a text, a number, a boolean, a date or time, an enum, a Guid, a Uri, a Url or another IFormattable";

    private const string DateFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>The texts of a named value: none for null, one for each element of a sequence, one otherwise.</summary>
    /// <exception cref="ArgumentException">It is no value, or a sequence that holds something that is none.</exception>
    internal static IEnumerable<string> Each(string name, object? value)
    {
        Check(name, value);
        return value switch
        {
            null => [],
            string text => [text],
            _ when IsSequence(value) => Elements(name, (IEnumerable)value),
            _ => [Format(value)],
        };
    }

    /// <summary>The text of one value.</summary>
    internal static string Format(object value, string? format = null) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        Url url => url.Text,
        Uri uri => uri.OriginalString, // Its own format would undo escapes.
        DateTime date => date.ToString(format ?? DateFormat, CultureInfo.InvariantCulture),
        DateTimeOffset date => date.ToString(format ?? DateFormat, CultureInfo.InvariantCulture),
        DateOnly date => date.ToString(format ?? "yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString(format ?? "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        Enum name => name.ToString(format ?? "G"),
        IFormattable formattable => formattable.ToString(format, CultureInfo.InvariantCulture) ?? "",
        _ => throw new ArgumentException($"{value.GetType()} is no value: {Allowed} is one.", nameof(value)),
    };

    /// <summary>
    /// Whether something has one text that is meant to be read by others; what merely has a <c>ToString</c> does not.
    /// </summary>
    internal static bool IsValue(object value) => value is string or bool or IFormattable or Url;

    /// <summary>Whether something is several values of one name.</summary>
    internal static bool IsSequence(object value) => value is IEnumerable and not IDictionary && !IsValue(value);

    /// <summary>
    /// Refuses what is neither a value nor a sequence; what a sequence holds is looked at when it is read.
    /// </summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    internal static void Check(string name, object? value)
    {
        if (value is not null && !IsValue(value) && !IsSequence(value))
        {
            throw Refused(name, value, "is");
        }
    }

    private static IEnumerable<string> Elements(string name, IEnumerable sequence)
    {
        foreach (var element in sequence)
        {
            if (element is not null)
            {
                yield return IsValue(element) ? Format(element) : throw Refused(name, element, "holds");
            }
        }
    }

    private static ArgumentException Refused(string name, object value, string verb) => new(
        $"'{Redaction.Printable(name)}' {verb} a {value.GetType()}, which can't be written as text{Advice(value)}. "
            + $"A value is {Allowed}, or a sequence of those.",
        nameof(value));

    private static string Advice(object value) =>
        value is Task || value.GetType().Name.StartsWith("ValueTask", StringComparison.Ordinal)
            ? ": await it first"
            : "";
}
