using System.Globalization;

namespace Peregrine;

/// <summary>Reads a number of bytes: <c>500</c>, <c>500k</c>, <c>20M</c>, <c>2G</c>, in steps of 1024.</summary>
internal static class ByteCount
{
    private const string Units = "kmgt";

    private const int SmallestHead = 1024;
    private const int LargestHead = 16 * 1024 * 1024;

    /// <summary>The largest head of a response: the library takes 1 KiB to 16 MiB.</summary>
    /// <exception cref="UsageException">It is no number, or outside of that.</exception>
    internal static int ParseHead(string option, string text) => Parse(option, text) switch
    {
        >= SmallestHead and <= LargestHead and var bytes => (int)bytes,
        _ => throw new UsageException($"--{option} takes 1k to 16M."),
    };

    /// <exception cref="UsageException">It is none.</exception>
    internal static long Parse(string option, string text)
    {
        var step = text.Length > 0 ? Units.IndexOf(char.ToLowerInvariant(text[^1]), StringComparison.Ordinal) + 1 : 0;
        var digits = step > 0 ? text[..^1] : text;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue >> (10 * step)
                ? number << (10 * step)
                : throw new UsageException($"--{option} takes a number of bytes, such as 5000, 500k, 20M or 2G.");
    }
}
