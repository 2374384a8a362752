using System.Collections.Frozen;
using System.Globalization;

namespace Peregrine;

/// <summary>
/// The words of dates: days of the week, months, and the zones that occur (RFC 5322, section 4.3, and common ones).
/// </summary>
internal static class DateWords
{
    private static readonly string[] Weekdays =
    [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ];
    private static readonly string[] Months =
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];

    // Hours to the east of Greenwich.
    private const string ZoneTable =
        "GMT 0 UT 0 UTC 0 WET 0 BST 1 WAT -1 AST -4 ADT -3 EST -5 EDT -4 CST -6 CDT -5 MST -7 MDT -6 PST -8 PDT -7 YST "
        + "-9 YDT -8 HST -10 HDT -9 CAT -10 AHST -10 "
        + "NT -11 IDLW -12 CET 1 MET 1 MEWT 1 MEST 2 CEST 2 MESZ 2 FWT 1 FST 2 EET 2 WAST 7 WADT 8 CCT 8 JST 9 EAST 10 "
        + "EADT 11 GST 10 NZT 12 NZST 12 NZDT 13 IDLE 12";

    private static readonly FrozenDictionary<string, int> Zones =
        ZoneTable.Split(' ').Chunk(2).ToFrozenDictionary(
            zone => zone[0], zone => int.Parse(zone[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    internal static bool IsWeekday(ReadOnlySpan<char> word)
    {
        foreach (var day in Weekdays)
        {
            if (word.Equals(day, StringComparison.OrdinalIgnoreCase)
                || word.Equals(day.AsSpan(0, 3), StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The month, from 1, of its first three letters; null for any other word.</summary>
    internal static int? MonthOf(ReadOnlySpan<char> word)
    {
        for (var month = 0; month < Months.Length; month++)
        {
            if (word.Equals(Months[month], StringComparison.OrdinalIgnoreCase))
            {
                return month + 1;
            }
        }

        return null;
    }

    /// <summary>The minutes to add to a time of a zone, so that it is UTC; null for a word that names none.</summary>
    internal static int? ZoneOf(ReadOnlySpan<char> word) => word.Length == 1
        ? Military(word[0])
        : Zones.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var hours) ? -60 * hours : null;

    // A to I and K to M are to the east of Greenwich, N to Y to the west; J is no zone.
    private static int? Military(char letter) => letter switch
    {
        >= 'A' and <= 'I' => -60 * (letter - 'A' + 1),
        >= 'K' and <= 'M' => -60 * (letter - 'A'),
        >= 'N' and <= 'Y' => 60 * (letter - 'N' + 1),
        'Z' => 0,
        _ => null,
    };
}
