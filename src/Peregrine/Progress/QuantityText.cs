using System.Globalization;

namespace Peregrine;

/// <summary>How a progress bar writes sizes, rates and times: short, and the same in every culture.</summary>
internal static class QuantityText
{
    private const double Step = 1024;
    private const double LongestHours = 100;

    // IEC 80000-13.
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A number of bytes: <c>999 B</c>, <c>1.5 KiB</c>, <c>123 MiB</c>.</summary>
    internal static string Size(double bytes)
    {
        var (number, unit) = Scaled(bytes);
        return $"{number} {unit}";
    }

    /// <summary>So many of so many: <c>3/8</c>, <c>1.5/8.0 MiB</c>, <c>512 KiB/8.0 MiB</c>.</summary>
    internal static string Amount(long done, long? total, bool isBytes)
    {
        if (!isBytes)
        {
            return total is { } all
                ? string.Create(CultureInfo.InvariantCulture, $"{done}/{all}")
                : done.ToString(CultureInfo.InvariantCulture);
        }

        if (total is not { } whole)
        {
            return Size(done);
        }

        var (number, unit) = Scaled(done);
        return unit == Scaled(whole).Unit || done == 0 ? $"{number}/{Size(whole)}" : $"{Size(done)}/{Size(whole)}";
    }

    /// <summary>
    /// A rate: <c>1.5 MiB/s</c>, <c>12.3/s</c>, or where one item takes longer than a second <c>4.5 s each</c>; empty
    /// where there is none.
    /// </summary>
    internal static string Rate(double perSecond, bool isBytes) => perSecond switch
    {
        _ when !(perSecond > 0) || double.IsInfinity(perSecond) => "",
        _ when isBytes => $"{Size(perSecond)}/s",
        >= 1 => $"{Number(perSecond)}/s",
        > 1.0 / 60 => $"{Number(1 / perSecond)} s each",
        _ => $"{Duration(1 / perSecond)} each",
    };

    /// <summary>A time: <c>0:07</c>, <c>12:34</c>, <c>1:02:03</c>, and <c>over 99 h</c> for what is longer.</summary>
    internal static string Duration(double seconds)
    {
        if (!(seconds < LongestHours * 3600))
        {
            return "over 99 h";
        }

        var whole = (long)Math.Max(0, seconds);
        return whole >= 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
    }

    /// <summary>A time that is over: <c>0.7 s</c>, and from ten seconds on as <see cref="Duration"/> has it.</summary>
    internal static string Span(double seconds) => seconds is >= 0 and < 9.95
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s")
        : Duration(seconds);

    // What would be written as 1024 of a unit is 1.0 of the next.
    private static (string Number, string Unit) Scaled(double bytes)
    {
        var unit = 0;
        for (; bytes >= Step - 0.5 && unit < Units.Length - 1; unit++)
        {
            bytes /= Step;
        }

        return (unit == 0 ? bytes.ToString("0", CultureInfo.InvariantCulture) : Number(bytes), Units[unit]);
    }

    private static string Number(double value) =>
        value.ToString(value < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
