using System.Text;

namespace Peregrine;

/// <summary>
/// Which names are public suffixes: anyone can register a name below one, so a cookie for it would go to hosts of other
/// owners (RFC 6265bis, section 5.7; the list's own algorithm, ICANN and private section alike). Names are A-labels in
/// lower case.
/// </summary>
internal static partial class PublicSuffixes
{
    private const int LongestName = 255;

    /// <summary>
    /// Whether the name is a public suffix. A name of one label that is not on the list is one too, by the list's
    /// default rule.
    /// </summary>
    internal static bool Contains(ReadOnlySpan<char> name)
    {
        name = WithoutDot(name);
        return !IsBroken(name) && LabelsOfSuffix(name) == name.Count('.') + 1;
    }

    /// <summary>
    /// The registrable domain of a name: its public suffix and one label more. Null when there is none.
    /// </summary>
    internal static string? Registrable(ReadOnlySpan<char> name)
    {
        name = WithoutDot(name);
        if (IsBroken(name))
        {
            return null;
        }

        var start = StartOfLabels(name, LabelsOfSuffix(name) + 1);
        return start < 0 ? null : name[start..].ToString();
    }

    private static ReadOnlySpan<char> WithoutDot(ReadOnlySpan<char> name) => name.EndsWith('.') ? name[..^1] : name;

    private static bool IsBroken(ReadOnlySpan<char> name) =>
        name.IsEmpty || name.Length > LongestName || name[0] == '.'
            || name[^1] == '.' || name.IndexOf("..") >= 0 || !Ascii.IsValid(name);

    // An exception rule prevails, else the longest rule; without any rule the suffix is one label.
    private static int LabelsOfSuffix(ReadOnlySpan<char> name)
    {
        Span<byte> key = stackalloc byte[LongestName + 2];
        var (length, longest) = (0, 1);
        var rest = name;
        for (var labels = 1; labels <= Deepest; labels++)
        {
            if (labels > 1)
            {
                ".*"u8.CopyTo(key[length..]);
                longest = Find(key[..(length + 2)], out _) ? labels : longest;
                length++;
            }

            var dot = rest.LastIndexOf('.');
            length += Encoding.ASCII.GetBytes(rest[(dot + 1)..], key[length..]);
            if (Find(key[..length], out var isException))
            {
                if (isException)
                {
                    return labels - 1;
                }

                longest = labels;
            }

            if (dot < 0)
            {
                break;
            }

            rest = rest[..dot];
        }

        return longest;
    }

    // Where the last labels of a name begin; -1 when it has fewer.
    private static int StartOfLabels(ReadOnlySpan<char> name, int labels)
    {
        var start = name.Length + 1;
        for (; labels > 0 && start > 0; labels--)
        {
            start = name[..(start - 1)].LastIndexOf('.') + 1;
        }

        return labels == 0 ? start : -1;
    }

    // A binary search among lines: the middle is moved back to where its line begins.
    private static bool Find(ReadOnlySpan<byte> key, out bool isException)
    {
        var list = List;
        for (var (low, high) = (0, list.Length); low < high;)
        {
            var start = list[low..((low + high) / 2)].LastIndexOf((byte)'\n') + 1 + low;
            var end = start + list[start..].IndexOf((byte)'\n');
            var line = list[start..end];
            isException = line[^1] == '!';
            var order = key.SequenceCompareTo(isException ? line[..^1] : line);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (low, start) : (end + 1, high);
        }

        isException = false;
        return false;
    }
}
