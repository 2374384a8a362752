using System.Globalization;
using System.Runtime.CompilerServices;

namespace Peregrine;

/// <summary>
/// IPv6 addresses (RFC 4291, section 2.2), written as RFC 5952 does, but never with a dotted end. One with a zone is
/// none.
/// </summary>
internal static class UrlIPv6
{
    private const int Count = 8;

    /// <summary>The address, written one way; null when the text is none.</summary>
    internal static string? Written(ReadOnlySpan<char> text)
    {
        Span<ushort> groups = stackalloc ushort[Count];
        return TryRead(text, groups) ? Write(groups) : null;
    }

    private static bool TryRead(ReadOnlySpan<char> text, Span<ushort> groups)
    {
        var gap = text.IndexOf("::");
        if (gap < 0)
        {
            return ReadGroups(text, groups, mayEndDotted: true) == Count;
        }

        Span<ushort> tail = stackalloc ushort[Count];
        var before = gap == 0 ? 0 : ReadGroups(text[..gap], groups, mayEndDotted: false);
        var after = gap + 2 == text.Length ? 0 : ReadGroups(text[(gap + 2)..], tail, mayEndDotted: true);
        if (before < 0 || after < 0 || before + after >= Count)
        {
            return false;
        }

        groups[before..].Clear();
        tail[..after].CopyTo(groups[^after..]);
        return true;
    }

    // How many groups there are, or -1 when the text is something else.
    private static int ReadGroups(ReadOnlySpan<char> text, Span<ushort> groups, bool mayEndDotted)
    {
        var count = 0;
        foreach (var range in text.Split(':'))
        {
            var group = text[range];
            if (mayEndDotted && range.End.Value == text.Length
                && count < Count - 1 && TryReadDotted(group, groups[count..]))
            {
                return count + 2;
            }

            if (count == Count
                || group.Length is 0 or > 4
                || !ushort.TryParse(
                    group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out groups[count]))
            {
                return -1;
            }

            count++;
        }

        return count;
    }

    // Four bytes in decimal, without zeros in front, are the last two groups.
    private static bool TryReadDotted(ReadOnlySpan<char> text, Span<ushort> groups)
    {
        var count = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (count == 4 || (part.Length > 1 && part[0] == '0')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }

            groups[count / 2] = (ushort)((groups[count / 2] << 8) | value);
            count++;
        }

        return count == 4;
    }

    private static string Write(ReadOnlySpan<ushort> groups)
    {
        var (start, length) = LongestZeros(groups);
        var written = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[40]);
        for (var i = 0; i < Count; i++)
        {
            if (i == start)
            {
                written.AppendLiteral("::");
                i += length - 1;
                continue;
            }

            written.AppendLiteral(i > 0 && i != start + length ? ":" : "");
            written.AppendFormatted(groups[i], "x");
        }

        return written.ToStringAndClear();
    }

    // The first of the longest runs of zero groups; one group alone is no run (RFC 5952, section 4.2).
    private static (int Start, int Length) LongestZeros(ReadOnlySpan<ushort> groups)
    {
        var (start, length) = (-1, 1);
        for (var i = 0; i < Count; i++)
        {
            var run = groups[i..].IndexOfAnyExcept((ushort)0);
            run = run < 0 ? Count - i : run;
            (start, length) = run > length ? (i, run) : (start, length);
        }

        return (start, length);
    }
}
