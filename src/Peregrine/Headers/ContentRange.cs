using System.Globalization;

namespace Peregrine;

/// <summary>Where a part lies in its file, in bytes (<c>Content-Range</c>, RFC 9110, section 14.4). Pure.</summary>
/// <param name="Start">The first byte.</param>
/// <param name="End">The byte after the last one.</param>
/// <param name="Total">How long the whole file is, or null where the server doesn't tell.</param>
internal readonly record struct ContentRange(long Start, long End, long? Total)
{
    private const string Unit = "bytes";

    /// <summary>How long the part is.</summary>
    internal long Length => End - Start;

    /// <summary>Whether it is the whole file.</summary>
    internal bool IsWhole => Start == 0 && End == Total;

    /// <summary>
    /// Whether a field speaks of bytes. Other units (<c>items 0-24/66</c>) number the rows of a list, which is whole as
    /// it comes.
    /// </summary>
    internal static bool IsOfBytes(string field) =>
        field.AsSpan().TrimStart().StartsWith(Unit, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a field; null when it is absent, or tells no place.</summary>
    internal static ContentRange? Parse(string? field)
    {
        if (field is null || !field.StartsWith(Unit + " ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var dash = field.IndexOf('-', StringComparison.Ordinal);
        var slash = field.IndexOf('/', StringComparison.Ordinal);
        if (dash <= Unit.Length || slash < dash
            || Number(field[(Unit.Length + 1)..dash]) is not { } start
            || Number(field[(dash + 1)..slash]) is not { } last
            || last < start)
        {
            return null;
        }

        var total = field[(slash + 1)..].Trim();
        return total == "*" ? new ContentRange(start, last + 1, null)
            : Number(total) is { } whole && whole > last ? new ContentRange(start, last + 1, whole)
            : null;
    }

    /// <summary>As the field has it.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Unit} {Start}-{End - 1}/{(Total is { } total ? total : "*")}");

    /// <summary>A number of bytes as HTTP writes it: digits alone; null for anything else.</summary>
    internal static long? Number(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < long.MaxValue ? number : null;
}
