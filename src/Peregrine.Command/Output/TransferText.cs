using System.Globalization;

namespace Peregrine;

/// <summary>How far a transfer is, in one line of at most 79 columns.</summary>
internal static class TransferText
{
    private const int BarWidth = 30;
    private const double Step = 1000;
    private static readonly TimeSpan LeastForRate = TimeSpan.FromSeconds(1); // What is over at once has no pace.
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>
    /// While it goes on: <c>[━━━━╸   ] 56 % 1.1/2.0 MB 839 kB/s 0:02</c>, or without a bar where the end is not known.
    /// </summary>
    internal static string Of(Transfer transfer)
    {
        var rate = transfer.BytesPerSecond > 0 ? $" {Size(transfer.BytesPerSecond)}/s" : "";
        if (transfer.Fraction is not { } fraction || transfer.Total is not { } total)
        {
            return $"{Size(transfer.Bytes)}{rate} {Time(transfer.Elapsed)}";
        }

        var left = transfer.Remaining is { } remaining
            ? $" {Time(TimeSpan.FromSeconds(Math.Ceiling(remaining.TotalSeconds)))}"
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{Bar(fraction)}] {(int)(fraction * 100)} % {Amount(transfer.Bytes, total)}{rate}{left}");
    }

    /// <summary>
    /// At its end: <c>saved 8.1 kB to png in 10.2 ms</c>; of what took a second or more also the rate.
    /// </summary>
    /// <param name="name">Where it was saved.</param>
    /// <param name="bytes">How many bytes came.</param>
    /// <param name="total">How many there are, where an earlier run has left some of them; else null.</param>
    /// <param name="elapsed">How long it took.</param>
    internal static string Saved(string name, long bytes, long? total, TimeSpan elapsed)
    {
        var size = total is { } whole ? $"the last {Size(bytes)} of {Size(whole)}" : Size(bytes);
        var rate = elapsed >= LeastForRate ? $" ({Size(bytes / elapsed.TotalSeconds)}/s)" : "";
        return $"saved {size} to {name} in {TimingsText.Text(elapsed)}{rate}";
    }

    /// <summary>A number of bytes: <c>999 B</c>, <c>1.5 kB</c>, <c>839 kB</c>.</summary>
    internal static string Size(double bytes)
    {
        var (number, unit) = Scaled(bytes);
        return $"{number} {unit}";
    }

    // The unit stands once where both have the same.
    private static string Amount(long bytes, long total)
    {
        var (number, unit) = Scaled(bytes);
        return unit == Scaled(total).Unit ? $"{number}/{Size(total)}" : $"{number} {unit}/{Size(total)}";
    }

    private static string Bar(double fraction)
    {
        var halves = (int)(fraction * 2 * BarWidth);
        return (new string('━', halves / 2) + (halves % 2 > 0 ? "╸" : "")).PadRight(BarWidth);
    }

    private static string Time(TimeSpan time) => time.TotalHours >= 100
        ? "over 99 h"
        : time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time:mm\\:ss}")
            : time.ToString("m\\:ss", CultureInfo.InvariantCulture);

    private static (string Number, string Unit) Scaled(double bytes)
    {
        var unit = 0;
        for (; bytes >= Step - 0.5 && unit < Units.Length - 1; unit++)
        {
            bytes /= Step;
        }

        var format = unit == 0 || bytes >= 99.95 ? "0" : "0.0";
        return (bytes.ToString(format, CultureInfo.InvariantCulture), Units[unit]);
    }
}
